package io.flyball.policy.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A service's load in evenly spaced buckets, each the mean of what was measured within it. Immutable: an observation gives
 * the next history. Only the newest {@code most} buckets are kept; a bucket without observation is NaN, never zero.
 *
 * <p>Example with buckets of one minute: 10 at 00:00:05, 20 at 00:00:35, 30 at 00:02:10 give {@code 15, NaN} and an open
 * bucket of 30.
 *
 * @param bucket length of a bucket
 * @param closed complete buckets, the newest last
 * @param open number of the open bucket since the epoch
 */
record LoadHistory(Duration bucket, int most, double[] closed, long open, double sum, int count) {
    private static final int DAY = 86_400;

    static LoadHistory empty(Duration bucket, int most) {
        return new LoadHistory(bucket, most, new double[0], Long.MIN_VALUE, 0, 0);
    }

    static int pointsPerDay(Duration bucket) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, DAY * 1000L / bucket.toMillis()));
    }

    /** An observation of a bucket that is closed already, as after a clock went back, is dropped; NaN tells only the time. */
    LoadHistory observe(Instant at, double load) {
        long number = number(at);
        if (open != Long.MIN_VALUE && number < open) {
            return this;
        }
        LoadHistory here = number == open ? this : moveTo(number);
        return Double.isFinite(load)
                ? new LoadHistory(bucket, most, here.closed, here.open, here.sum + load, here.count + 1)
                : here;
    }

    /** What was measured before: means of the buckets up to the first that this history has itself. */
    LoadHistory preceded(List<Instant> at, double[] loads) {
        long first = open == Long.MIN_VALUE
                ? at.stream().mapToLong(this::number).max().orElse(0)
                : open - closed.length;
        long from = Math.max(
                at.stream().mapToLong(this::number).min().orElse(first), first - Math.max(0, most - closed.length));
        if (from >= first) {
            return this;
        }
        int earlier = (int) (first - from);
        double[] sums = new double[earlier + closed.length];
        int[] counts = new int[earlier];
        for (int i = 0; i < Math.min(loads.length, at.size()); i++) {
            long place = number(at.get(i)) - from;
            if (place >= 0 && place < earlier && Double.isFinite(loads[i])) {
                sums[(int) place] += loads[i];
                counts[(int) place]++;
            }
        }
        for (int i = 0; i < earlier; i++) {
            sums[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
        }
        System.arraycopy(closed, 0, sums, earlier, closed.length);
        return new LoadHistory(bucket, most, sums, open == Long.MIN_VALUE ? first : open, sum, count);
    }

    private long number(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), bucket.toMillis());
    }

    private LoadHistory moveTo(long number) {
        if (open == Long.MIN_VALUE || number - open > most) {
            return new LoadHistory(bucket, most, new double[0], number, 0, 0);
        }
        int steps = (int) (number - open);
        int length = Math.min(most, closed.length + steps);
        double[] longer = new double[length];
        int kept = length - steps;
        System.arraycopy(closed, closed.length - kept, longer, 0, kept);
        Arrays.fill(longer, kept, length, Double.NaN);
        longer[kept] = count == 0 ? Double.NaN : sum / count;
        return new LoadHistory(bucket, most, longer, number, 0, 0);
    }
}
