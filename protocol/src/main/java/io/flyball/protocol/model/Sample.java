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
        values = Map.copyOf(values);
        values.forEach((metric, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(metric + " = " + value + ": must be finite");
            }
        });
    }

    public OptionalDouble value(String metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
