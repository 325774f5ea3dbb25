package io.flyball.protocol.model;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one node showed at one tick. Values are finite; a metric that could not be read is absent.
 *
 * @param at the tick, by the agent's clock, whole milliseconds
 */
public record Sample(Instant at, Map<String, Double> values) {
    public Sample {
        NamedValues named = NamedValues.copyOf(values);
        for (int i = 0; i < named.size(); i++) {
            if (!Double.isFinite(named.value(i))) {
                throw new IllegalArgumentException("%s = %s: must be finite".formatted(named.name(i), named.value(i)));
            }
        }
        values = named;
    }

    public OptionalDouble value(String metric) {
        double value = valueOrNaN(metric);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** For loops over many samples. */
    public double valueOrNaN(String metric) {
        return named().value(metric);
    }

    /** The same sample; where it has the metrics of {@code other}, both keep their names once. */
    public Sample sharingNames(Sample other) {
        NamedValues shared = named().sharing(other.named());
        return shared == values ? this : new Sample(at, shared);
    }

    /** Where {@code metric} stands among the values of every sample that shares names with this one; negative = nowhere. */
    public int place(String metric) {
        return named().place(metric);
    }

    /** The value at a {@link #place} that is not negative. */
    public double valueAt(int place) {
        return named().value(place);
    }

    public boolean sharesNames(Sample other) {
        return named().shares(other.named());
    }

    private NamedValues named() {
        return (NamedValues) values;
    }
}
