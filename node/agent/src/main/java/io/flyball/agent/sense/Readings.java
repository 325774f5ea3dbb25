package io.flyball.agent.sense;

import io.flyball.protocol.model.Sample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Values gathered at one tick. Keeps six significant decimal digits (0.0123456789 becomes 0.0123457): more is noise, and
 * short decimals pack well on the link and on disk. What is not finite is dropped.
 */
final class Readings {
    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private final Map<String, Double> values = new HashMap<>();

    void put(String metric, double value) {
        if (Double.isFinite(value)) {
            values.put(metric, round(value));
        }
    }

    void put(String metric, OptionalLong value) {
        if (value.isPresent()) {
            put(metric, value.getAsLong());
        }
    }

    void put(String metric, OptionalDouble value) {
        if (value.isPresent()) {
            put(metric, value.getAsDouble());
        }
    }

    /** A share of something: what clocks of different grain put above 1 is 1. */
    void putShare(String metric, OptionalDouble value) {
        if (value.isPresent()) {
            put(metric, Math.min(1, value.getAsDouble()));
        }
    }

    OptionalDouble value(String metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    Sample sample(Instant tick) {
        return new Sample(tick, values);
    }

    static double round(double value) {
        return value == 0 ? 0 : new BigDecimal(value).round(SIX_DIGITS).doubleValue();
    }
}
