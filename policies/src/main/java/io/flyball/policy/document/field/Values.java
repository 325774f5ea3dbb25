package io.flyball.policy.document.field;

import io.flyball.protocol.model.Metrics;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What a value means as a field of a certain type and range; empty for one that may not stand there. */
public final class Values {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern KNOB = Pattern.compile("[A-Za-z][A-Za-z0-9._@-]{0,127}");

    private Values() {}

    /** A name such as 42 needs no quotes. */
    public static Optional<String> text(Object value) {
        return value instanceof String text && !text.isBlank() || value instanceof Number
                ? Optional.of(String.valueOf(value))
                : Optional.empty();
    }

    public static Optional<String> name(Object value) {
        return text(value).filter(text -> NAME.matcher(text).matches());
    }

    public static Optional<String> knob(Object value) {
        return text(value).filter(text -> KNOB.matcher(text).matches());
    }

    public static Optional<String> metric(Object value) {
        return text(value).filter(Metrics::isKnown);
    }

    public static Optional<ZoneId> zone(Object value) {
        try {
            return text(value).map(ZoneId::of);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** One of the words of the field as it is spelled there, whatever its case here. */
    public static Optional<String> word(Field field, Object value) {
        return field.words().stream()
                .filter(word -> word.equalsIgnoreCase(String.valueOf(value)))
                .findFirst();
    }

    /** A count, number, share, size or value of a metric within the bounds of the field. */
    public static Optional<Double> number(Field field, Object value) {
        OptionalDouble number = plain(field, value);
        return number.isPresent()
                        && number.getAsDouble() >= (Double) field.min()
                        && number.getAsDouble() <= (Double) field.max()
                ? Optional.of(number.getAsDouble())
                : Optional.empty();
    }

    /** The same whatever its bounds. */
    public static OptionalDouble plain(Field field, Object value) {
        return switch (field.type()) {
            case SHARE -> Quantity.ratio(value);
            case SIZE -> Quantity.bytes(value);
            case VALUE -> Quantity.any(value);
            case COUNT, NUMBER -> Quantity.plain(value);
            default -> OptionalDouble.empty();
        };
    }

    public static Optional<Duration> time(Field field, Object value) {
        return Quantity.duration(value)
                .filter(time -> time.compareTo((Duration) field.min()) >= 0)
                .filter(time -> time.compareTo((Duration) field.max()) <= 0);
    }

    public static Optional<Quantity.Span> span(Field field, Object value) {
        return Quantity.span(value)
                .filter(span -> span.low() >= (Double) field.min() && span.high() <= (Double) field.max());
    }

    /** What is wrong with a value that may not stand in the field, with what was probably meant. */
    public static String wrong(Field field, Object value) {
        if (field.type() == Field.Type.METRIC && value instanceof String metric) {
            return unknownMetric(metric);
        }
        return field.type() == Field.Type.CHOICE && field.words().size() > 2
                ? Suggestion.near(String.valueOf(value), field.words())
                        .map(near -> Rule.of(field) + "; did you mean " + near + "?")
                        .orElse(Rule.of(field))
                : Rule.of(field);
    }

    public static String unknownMetric(String metric) {
        return Suggestion.near(metric, Metrics.ALL)
                .map(near -> "unknown metric: did you mean " + near + "?")
                .orElse("unknown metric: must be a metric that agents report, or start with app.");
    }
}
