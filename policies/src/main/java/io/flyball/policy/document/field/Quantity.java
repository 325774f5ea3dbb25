package io.flyball.policy.document.field;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units as people write them: {@code 250ms}, {@code 14d}, {@code 60%}, {@code 128MiB}, {@code 1.5}. */
public final class Quantity {
    private static final Pattern NUMBER = Pattern.compile("([+-]?[0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*([A-Za-z%]{0,3})");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES = Map.of(
            "B", 1L,
            "kB", 1_000L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "TB", 1_000_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30,
            "TiB", 1L << 40);

    private Quantity() {}

    /** {@code 250ms, 5s, 5m, 2h, 14d}; whole milliseconds; 0 needs no unit. */
    public static Optional<Duration> duration(Object value) {
        if (value instanceof Number number && number.doubleValue() == 0) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = match(value);
        if (matcher == null || !MILLIS.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        try {
            BigDecimal millis =
                    new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(MILLIS.get(matcher.group(2))));
            return Optional.of(Duration.ofMillis(millis.longValueExact()));
        } catch (ArithmeticException e) {
            return Optional.empty(); // finer than a millisecond
        }
    }

    /** {@code 60%} or {@code 0.6}. */
    public static OptionalDouble ratio(Object value) {
        OptionalDouble plain = plain(value);
        if (plain.isPresent()) {
            return plain;
        }
        Matcher matcher = match(value);
        return matcher != null && matcher.group(2).equals("%")
                ? OptionalDouble.of(
                        new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue())
                : OptionalDouble.empty();
    }

    /** {@code 128MiB}, {@code 20MB} or a plain number of bytes. */
    public static OptionalDouble bytes(Object value) {
        OptionalDouble plain = plain(value);
        if (plain.isPresent()) {
            return plain;
        }
        Matcher matcher = match(value);
        return matcher != null && BYTES.containsKey(matcher.group(2))
                ? OptionalDouble.of(Double.parseDouble(matcher.group(1)) * BYTES.get(matcher.group(2)))
                : OptionalDouble.empty();
    }

    /** Any of the above, in the unit of metrics: seconds, ratio, bytes or a plain number. */
    public static OptionalDouble any(Object value) {
        Optional<Duration> duration = value instanceof Number ? Optional.empty() : duration(value);
        if (duration.isPresent()) {
            return OptionalDouble.of(duration.get().toMillis() / 1000.0);
        }
        OptionalDouble ratio = ratio(value);
        return ratio.isPresent() ? ratio : bytes(value);
    }

    /** A finite number without a unit; text such as {@code "3"} counts. */
    public static OptionalDouble plain(Object value) {
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue())
                    ? OptionalDouble.of(number.doubleValue())
                    : OptionalDouble.empty();
        }
        Matcher matcher = match(value);
        return matcher != null && matcher.group(2).isEmpty()
                ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
                : OptionalDouble.empty();
    }

    /** Two values of {@link #any} joined by {@code ..}, the smaller one first: {@code 10000..200000}, {@code 64MiB..1GiB}. */
    public static Optional<Span> span(Object value) {
        String[] ends = value instanceof String text ? text.split("\\.\\.", -1) : new String[0];
        if (ends.length != 2) {
            return Optional.empty();
        }
        OptionalDouble low = any(ends[0].strip());
        OptionalDouble high = any(ends[1].strip());
        return low.isPresent() && high.isPresent() && low.getAsDouble() <= high.getAsDouble()
                ? Optional.of(new Span(low.getAsDouble(), high.getAsDouble()))
                : Optional.empty();
    }

    /** Both ends belong to it. */
    public record Span(double low, double high) {}

    private static Matcher match(Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        Matcher matcher = NUMBER.matcher(text.strip());
        return matcher.matches() ? matcher : null;
    }
}
