package io.flyball.policy.analyze.bottleneck;

import io.flyball.policy.analyze.bottleneck.Evidence.Kind;
import io.flyball.policy.math.TheilSen;
import io.flyball.protocol.model.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A live set that only grows. What is in use after a young collection holds old garbage as well and rises until the old
 * generation is collected; so the lowest value in each of eight stretches of time counts, and a rise that no old
 * collection has broken is only half believed.
 *
 * <p>Example: 100, 90, 110, 99, 125, 112 MB in three stretches: lows 90, 99, 112, a rise of 11 MB per stretch.
 */
final class LiveSet {
    private static final int STRETCHES = 8;
    private static final int LEAST_STRETCHES = 4;
    /** Deviations of Mann and Kendall: five lows that rise throughout reach 2.2, eight 3.3. */
    private static final Ramp RISING = new Ramp(1.2, 2.2);

    private static final Ramp OF_HEAP = new Ramp(0.02, 0.08);
    private static final Ramp OLD_COLLECTIONS = new Ramp(-1, 1.5);
    /** Once a day, once an hour. */
    private static final Ramp FILLED_PER_SECOND = new Ramp(1 / 86_400.0, 1 / 3600.0);

    private LiveSet() {}

    static Case leak(Look look) {
        TheilSen line = line(look.window());
        double max = look.mean(Metrics.HEAP_MAX);
        double grown = line.slope() * STRETCHES / max;
        double perSecond = line.slope() * STRETCHES / look.window().seconds();
        double fill = perSecond / Math.max(0, max - last(look.window()));
        double old = collections(look);
        return new Case(Bottleneck.MEMORY_LEAK)
                .needs(
                        Kind.UTILISATION,
                        Metrics.HEAP_LIVE,
                        line.z(),
                        RISING,
                        Words.of(
                                "what is in use after collections rises by %s per minute, %s deviations from no trend",
                                Words.megabytes(perSecond * 60), Words.number(line.z())))
                .needs(
                        Kind.UTILISATION,
                        Metrics.HEAP_MAX,
                        grown,
                        OF_HEAP,
                        "by " + Words.percent(grown) + " of the heap over this window")
                .needs(
                        Kind.SATURATION,
                        Metrics.GC_OLD_COUNT,
                        old,
                        OLD_COLLECTIONS,
                        Words.of("%.0f collections of the old generation did not take it away", old))
                .helps(
                        0.5,
                        Kind.SATURATION,
                        Metrics.HEAP_LIVE + " " + Metrics.HEAP_MAX,
                        fill,
                        FILLED_PER_SECOND,
                        "the heap is full in " + Words.time(1 / fill));
    }

    /** Through the lowest value of each stretch; NaN for too few. */
    private static TheilSen line(Window window) {
        double[] live = window.values(Metrics.HEAP_LIVE);
        List<Double> lows = new ArrayList<>();
        for (int i = 0; i < STRETCHES; i++) {
            double low = Arrays.stream(live, i * live.length / STRETCHES, (i + 1) * live.length / STRETCHES)
                    .filter(value -> !Double.isNaN(value))
                    .min()
                    .orElse(Double.NaN);
            if (!Double.isNaN(low)) {
                lows.add(low);
            }
        }
        return lows.size() < LEAST_STRETCHES
                ? new TheilSen(Double.NaN, Double.NaN)
                : TheilSen.of(lows.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double last(Window window) {
        double[] live = window.values(Metrics.HEAP_LIVE);
        for (int i = live.length - 1; i >= 0; i--) {
            if (!Double.isNaN(live[i])) {
                return live[i];
            }
        }
        return Double.NaN;
    }

    /** NaN when they were not counted. */
    private static double collections(Look look) {
        double mean = look.mean(Metrics.GC_OLD_COUNT);
        return mean * look.window().size();
    }
}
