package io.flyball.simulator.run;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.controller.Bounds;
import io.flyball.simulator.plant.SimplePlant;
import io.flyball.simulator.traffic.Load;
import java.time.Duration;
import java.util.Arrays;

/**
 * A stage of plant {@code simple} that fits its load: an instance carries so much that {@value #AT_MOST_LOAD} instances,
 * {@value #TARGET} busy, carry the 99th percentile of the load of each minute.
 *
 * <p>Example: a 99th percentile of 1,200/s makes an instance carry 1200 / 20 / 0.6 = 100/s when 100 % busy, and 60/s at the
 * target; a load that begins at 290/s begins with ceil(290 / 60) = 5 instances.
 */
public final class SimpleStage {
    public static final String PLANT = "simple";
    public static final double TARGET = 0.6;
    public static final Bounds BOUNDS = new Bounds(2, 200);
    private static final int AT_MOST_LOAD = 20;
    private static final double MOST_LOAD = 0.99;
    private static final long PERIOD = 15_000;
    private static final long MINUTE = 60_000;
    private static final long MOST_MINUTES = 10_000_000;

    private SimpleStage() {}

    /** @throws IllegalArgumentException where the load is nothing all the time, or lasts longer than 19 years */
    public static Stage of(String name, Load load, Duration length, Duration startTime, Bounds bounds, long seed) {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException(name + ": must last longer than a moment: at least two samples");
        }
        double most = mostLoad(name, load, length.toMillis());
        double capacity = most / AT_MOST_LOAD / TARGET;
        int begin = bounds.hold(Math.max(2, Math.ceil(load.at(0) / capacity / TARGET)));
        ServiceName service = new ServiceName("simulated");
        return new Stage(
                name,
                PLANT,
                load,
                length.toMillis(),
                PERIOD,
                startTime.toMillis(),
                bounds,
                capacity * TARGET,
                TARGET,
                begin,
                bounds.hold(AT_MOST_LOAD),
                seed,
                () -> new SimplePlant(service, capacity, startTime.toMillis(), begin, 0));
    }

    /** The 99th percentile, or the highest minute where nearly all are idle. */
    private static double mostLoad(String name, Load load, long length) {
        if (length / MINUTE >= MOST_MINUTES) {
            throw new IllegalArgumentException(
                    "%s lasts %d days: must be at most %d".formatted(name, length / 86_400_000, MOST_MINUTES / 1440));
        }
        double[] minutes = new double[(int) (length / MINUTE) + 1];
        Arrays.setAll(minutes, i -> load.at(i * MINUTE));
        Arrays.sort(minutes);
        double most = quantile(minutes, MOST_LOAD);
        double found = most > 0 ? most : minutes[minutes.length - 1];
        if (!(found > 0)) {
            throw new IllegalArgumentException(name + ": must have a load above 0 at some full minute");
        }
        return found;
    }

    /** Linear between ranks: of 1, 2, 4 the median is 2 and the 75 % quantile 3. */
    static double quantile(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
