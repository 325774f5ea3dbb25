package io.flyball.simulator.traffic.shape;

import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Must;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A staircase: each step holds from its time until the next one's; before the first step nothing is asked. */
public final class Steps implements Load {
    private final long[] times;
    private final double[] rates;

    /** @param at when the load becomes {@code rate} */
    public record Stair(Duration at, double rate) {}

    /** @param stairs at least one, each after the one before */
    public Steps(List<Stair> stairs) {
        Must.that(!stairs.isEmpty(), "steps", "none", "at least one");
        times = new long[stairs.size()];
        rates = new double[stairs.size()];
        for (int i = 0; i < times.length; i++) {
            Stair stair = stairs.get(i);
            times[i] = Must.notNegative("at", stair.at()).toMillis();
            rates[i] = Must.rate("rate", stair.rate());
            Must.that(i == 0 || times[i] > times[i - 1], "at", stair.at(), "after the step before");
        }
    }

    /** {@code count} steps, each {@code by} higher than the one before and {@code every} long; the last one stays. */
    public static Steps rising(double first, double by, Duration every, int count) {
        Must.that(count >= 1, "count", count, "at least 1");
        Must.positive("every", every);
        List<Stair> stairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stairs.add(new Stair(every.multipliedBy(i), first + i * by));
        }
        return new Steps(stairs);
    }

    @Override
    public double at(long millis) {
        int i = times.length - 1;
        while (i >= 0 && millis < times[i]) {
            i--;
        }
        return i < 0 ? 0 : rates[i];
    }
}
