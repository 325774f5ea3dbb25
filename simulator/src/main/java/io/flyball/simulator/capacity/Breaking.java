package io.flyball.simulator.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * What gives way at which load: each limit is walked up from a twentieth of the peak to four times it, by hundredths.
 *
 * @param resource e.g. {@code processors of the instances}
 * @param limit e.g. {@code 100 % of 11 instances}
 * @param times the peak; infinite where it holds at four times the peak
 * @param helps what would move it
 */
public record Breaking(String resource, String limit, double times, double load, String helps) {
    /** Multiples of the peak that are looked at. */
    public static final double MOST = 4;

    private static final int FIRST = 5;
    private static final int STEPS = 400;
    private static final double PER_STEP = 100;

    /** A limit that is looked at. */
    record Limit(String resource, String limit, String helps, DoublePredicate exhausted) {}

    /** First to give way first; equal ones as they came. */
    static List<Breaking> walk(List<Limit> limits, double peak) {
        List<Breaking> all = new ArrayList<>();
        for (Limit limit : limits) {
            double times = times(limit, peak);
            all.add(new Breaking(limit.resource(), limit.limit(), times, times * peak, limit.helps()));
        }
        all.sort(Comparator.comparingDouble(Breaking::times));
        return List.copyOf(all);
    }

    public boolean isReached() {
        return Double.isFinite(times);
    }

    private static double times(Limit limit, double peak) {
        for (int step = FIRST; step <= STEPS; step++) {
            if (limit.exhausted().test(peak * step / PER_STEP)) {
                return step / PER_STEP;
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
