package io.flyball.policy.limit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The samples of one window as one: a mean or a percentile of round-trip times, the most requests inside, whether any was
 * dropped.
 *
 * @param percentile share at which the time is taken, (0, 1]; 0 = mean
 * @param times kept for a percentile only, the last {@value #MOST} at most
 */
public record SampleWindow(
        double percentile,
        long leastNanos,
        long sumNanos,
        int count,
        int mostInflight,
        boolean dropped,
        List<Long> times) {
    static final int MOST = 256;

    public static SampleWindow mean() {
        return new SampleWindow(0, Long.MAX_VALUE, 0, 0, 0, false, List.of());
    }

    public static SampleWindow percentile(double share) {
        return new SampleWindow(share, Long.MAX_VALUE, 0, 0, 0, false, List.of());
    }

    public SampleWindow add(long rttNanos, int inflight, boolean drop) {
        List<Long> kept = times;
        if (percentile > 0) {
            List<Long> longer = new ArrayList<>(times.subList(times.size() >= MOST ? 1 : 0, times.size()));
            longer.add(rttNanos);
            kept = Collections.unmodifiableList(longer);
        }
        return new SampleWindow(
                percentile,
                Math.min(leastNanos, rttNanos),
                sumNanos + rttNanos,
                count + 1,
                Math.max(mostInflight, inflight),
                dropped || drop,
                kept);
    }

    SampleWindow cleared() {
        return new SampleWindow(percentile, Long.MAX_VALUE, 0, 0, 0, false, List.of());
    }

    /** Mean, truncated, or the time of rank {@code round(count x share)}; 0 when empty. */
    public long trackedNanos() {
        if (count == 0) {
            return 0;
        }
        if (percentile <= 0) {
            return sumNanos / count;
        }
        List<Long> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        long rank = Math.round(sorted.size() * percentile) - 1;
        return sorted.get((int) Math.max(0, Math.min(sorted.size() - 1, rank)));
    }
}
