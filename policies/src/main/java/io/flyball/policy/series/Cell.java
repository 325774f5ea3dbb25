package io.flyball.policy.series;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** What the text of one cell means. */
public final class Cell {
    private static final Set<String> MISSING = Set.of("", "nan", "na", "null", "none", "-");
    /** Numbers above are milliseconds, below seconds: as seconds they would be the year 5138. */
    private static final double LARGEST_SECONDS = 1e11;

    /** The end of the year 9999, and as far before 1970: differences of such times do not overflow. */
    private static final long LATEST = 253_402_300_799_999L;

    private static final int DATE_LENGTH = 10;
    private static final String LETTERS = "dDfF";
    private static final int SHOWN = 60;

    private Cell() {}

    /** For messages: short, and without characters that would move a terminal's cursor. */
    public static String shown(String cell) {
        String safe = cell.codePoints()
                .limit(SHOWN + 1L)
                .map(c -> Character.isISOControl(c) ? '\ufffd' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return safe.codePointCount(0, safe.length()) <= SHOWN
                ? safe
                : safe.substring(0, safe.offsetByCodePoints(0, SHOWN)) + "…";
    }

    /** A finite number, or NaN for a cell that says that nothing was measured; empty for other text. */
    public static OptionalDouble number(String cell) {
        boolean isDigit = !cell.isEmpty() && cell.charAt(0) >= '0' && cell.charAt(0) <= '9'; // nearly always
        if (!isDigit && MISSING.contains(cell.toLowerCase(Locale.ROOT))) {
            return OptionalDouble.of(Double.NaN);
        }
        if (!cell.isEmpty() && LETTERS.indexOf(cell.charAt(cell.length() - 1)) >= 0 || cell.indexOf('x') >= 0) {
            return OptionalDouble.empty(); // Java's "5d" and "0x1p3": here rather a time and a mistake
        }
        try {
            double value = Double.parseDouble(cell);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException text) {
            return OptionalDouble.empty();
        }
    }

    /** Epoch milliseconds of {@code 2014-04-01 00:05:00} or {@code 2014-04-01} (UTC), ISO 8601, or epoch seconds or milliseconds. */
    public static OptionalLong time(String cell) {
        OptionalDouble number = number(cell);
        if (number.isPresent() && !Double.isNaN(number.getAsDouble())) {
            double value = number.getAsDouble();
            return within((long) (Math.abs(value) < LARGEST_SECONDS ? value * 1000 : value));
        }
        String iso = cell.replace(' ', 'T');
        try {
            if (iso.length() == DATE_LENGTH) {
                return within(LocalDate.parse(iso)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli());
            }
            boolean hasZone = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
            Instant instant = hasZone
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            return within(instant.toEpochMilli());
        } catch (DateTimeException | ArithmeticException noTime) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong within(long millis) {
        return millis >= -LATEST && millis <= LATEST ? OptionalLong.of(millis) : OptionalLong.empty();
    }
}
