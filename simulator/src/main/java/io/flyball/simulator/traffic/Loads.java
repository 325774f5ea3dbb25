package io.flyball.simulator.traffic;

import java.time.Duration;
import java.util.List;

/** Loads made of loads: mixed, scaled, moved and stretched in time. */
public final class Loads {
    private Loads() {}

    /** What several kinds of clients want together; nothing of none. */
    public static Load sum(List<? extends Load> loads) {
        Load[] parts = loads.toArray(Load[]::new);
        return parts.length == 1
                ? parts[0]
                : millis -> {
                    double sum = 0;
                    for (Load part : parts) {
                        sum += part.at(millis);
                    }
                    return sum;
                };
    }

    public static Load times(Load load, double factor) {
        Must.rate("factor", factor);
        return millis -> load.at(millis) * factor;
    }

    /** A day of {@code load} passes in 1/{@code factor} of a day: 24 turns a day into an hour; below 1 stretches. */
    public static Load faster(Load load, double factor) {
        Must.above("factor", factor, 0);
        return millis -> load.at((long) (millis * factor)); // a cast of something huge is Long.MAX_VALUE
    }

    /** Begins again each {@code period}. */
    public static Load repeat(Load load, Duration period) {
        long every = Must.positive("period", period).toMillis();
        return millis -> load.at(Math.floorMod(millis, every));
    }

    /** Begins {@code by} later; until then as in its first moment. */
    public static Load later(Load load, Duration by) {
        long delay = Must.notNegative("by", by).toMillis();
        return millis -> load.at(Math.max(0, millis - delay));
    }

    /** The piece from {@code from} to {@code to}, moved to the start; afterwards as in its last moment. */
    public static Load slice(Load load, Duration from, Duration to) {
        long first = Must.notNegative("from", from).toMillis();
        long last = Must.that(to.compareTo(from) > 0, "to", to, "after from (" + from + ")")
                .toMillis();
        return millis -> load.at(Math.min(last, first + Math.max(0, millis)));
    }

    /** So that the highest value within {@code length} is {@code peak}; a load of nothing stays nothing. */
    public static Load toPeak(Load load, double peak, Duration length) {
        return to(load, Measured.of(load, length).peak(), Must.rate("peak", peak));
    }

    /** So that within {@code length} the share {@code q} of the time is at or below {@code value}. */
    public static Load toQuantile(Load load, double q, double value, Duration length) {
        return to(load, Measured.of(load, length).quantile(q), Must.rate("value", value));
    }

    private static Load to(Load load, double found, double wanted) {
        return found > 0 ? times(load, wanted / found) : load;
    }
}
