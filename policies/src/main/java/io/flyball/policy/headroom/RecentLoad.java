package io.flyball.policy.headroom;

import java.util.Arrays;

/**
 * The load of the last two hours, the highest value of each bucket; NaN where nothing was measured. Immutable.
 *
 * @param closed complete buckets, the newest last
 * @param open number of the open bucket since the epoch
 * @param highest of the open bucket so far
 * @param last measured value
 */
record RecentLoad(int most, float[] closed, long open, double highest, double last) {
    static RecentLoad empty(int most) {
        return new RecentLoad(most, new float[0], Long.MIN_VALUE, Double.NaN, Double.NaN);
    }

    /** @param number of the bucket, not before the open one */
    RecentLoad plus(long number, double load) {
        if (number == open) {
            return Double.isFinite(load) ? new RecentLoad(most, closed, open, higher(highest, load), load) : this;
        }
        boolean gap = open == Long.MIN_VALUE || number - open > most;
        int steps = gap ? 0 : (int) (number - open);
        int length = gap ? 0 : Math.min(most, closed.length + steps);
        float[] next = new float[length];
        if (!gap) {
            int kept = length - steps;
            System.arraycopy(closed, closed.length - kept, next, 0, kept);
            Arrays.fill(next, kept, length, Float.NaN);
            next[kept] = (float) highest;
        }
        double first = Double.isFinite(load) ? load : Double.NaN;
        return new RecentLoad(most, next, number, first, first);
    }

    /** Highest of the newest {@code buckets}, with the open one; NaN where none was measured. */
    double highest(int buckets) {
        return highest(open - buckets + 1, open);
    }

    /** Highest of the buckets {@code from} to {@code to}; NaN where none was measured. */
    double highest(long from, long to) {
        double found = to >= open ? highest : Double.NaN;
        long first = open - closed.length;
        for (long number = Math.max(from, first); number <= Math.min(to, open - 1); number++) {
            found = higher(found, closed[(int) (number - first)]);
        }
        return found;
    }

    /** Share of the buckets {@code from} to {@code to} that were measured, [0, 1]. */
    double known(long from, long to) {
        long first = open - closed.length;
        int known = to >= open && from <= open && !Double.isNaN(highest) ? 1 : 0;
        for (long number = Math.max(from, first); number <= Math.min(to, open - 1); number++) {
            known += Float.isNaN(closed[(int) (number - first)]) ? 0 : 1;
        }
        return known / (double) Math.max(1, to - from + 1);
    }

    static double higher(double one, double other) {
        return Double.isNaN(one) || other > one ? other : one;
    }
}
