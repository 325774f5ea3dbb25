package io.flyball.cli.series;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** What the text of one cell means. */
final class Cell {
    private static final Set<String> MISSING = Set.of("", "nan", "na", "null", "none", "-");
    /** Numbers above are milliseconds, below seconds: as seconds they would be the year 5138. */
    private static final double LARGEST_SECONDS = 1e11;

    private Cell() {}

    /** A finite number, or NaN for a cell that says that nothing was measured; empty for other text. */
    static OptionalDouble number(String cell) {
        boolean isDigit = !cell.isEmpty() && cell.charAt(0) >= '0' && cell.charAt(0) <= '9'; // nearly always
        if (!isDigit && MISSING.contains(cell.toLowerCase(Locale.ROOT))) {
            return OptionalDouble.of(Double.NaN);
        }
        try {
            double value = Double.parseDouble(cell);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException text) {
            return OptionalDouble.empty();
        }
    }

    /** Epoch milliseconds of {@code 2014-04-01 00:05:00} (UTC), ISO 8601, or epoch seconds or milliseconds. */
    static OptionalLong time(String cell) {
        OptionalDouble number = number(cell);
        if (number.isPresent() && !Double.isNaN(number.getAsDouble())) {
            double value = number.getAsDouble();
            return OptionalLong.of((long) (Math.abs(value) < LARGEST_SECONDS ? value * 1000 : value));
        }
        String iso = cell.replace(' ', 'T');
        try {
            boolean hasZone = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
            Instant instant = hasZone
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            return OptionalLong.of(instant.toEpochMilli());
        } catch (DateTimeException noTime) {
            return OptionalLong.empty();
        }
    }
}
