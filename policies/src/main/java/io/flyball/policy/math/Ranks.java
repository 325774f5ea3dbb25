package io.flyball.policy.math;

import java.util.Arrays;

/** Ranks from 1; equal values share the mean of theirs. Example: {10, 20, 20, 5} -> {2, 3.5, 3.5, 1}. */
public final class Ranks {
    private Ranks() {}

    /** NaN ranks last. */
    public static double[] of(double[] values) {
        long[] order = order(values);
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && values[(int) order[to]] == values[(int) order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[(int) order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /** Sum of t^3 - t over the groups of t equal values: the correction for ties of rank tests. */
    public static double ties(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            double size = to - from;
            sum += size * size * size - size;
            from = to;
        }
        return sum;
    }

    private static long[] order(double[] values) {
        Long[] boxed = new Long[values.length];
        Arrays.setAll(boxed, i -> (long) i);
        Arrays.sort(boxed, (a, b) -> Double.compare(values[a.intValue()], values[b.intValue()]));
        return Arrays.stream(boxed).mapToLong(Long::longValue).toArray();
    }
}
