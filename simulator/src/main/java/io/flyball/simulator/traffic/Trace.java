package io.flyball.simulator.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A recorded load: linear between samples, so that a gap is bridged and no zero is invented; after the last sample the
 * last value holds.
 *
 * <p>Worked example: samples of 10 at 0 s and 40 at 60 s give 25 at 30 s.
 */
public final class Trace implements Load {
    private final long first;
    private final long[] offsets;
    private final double[] values;

    private Trace(long first, long[] offsets, double[] values) {
        this.first = first;
        this.offsets = offsets;
        this.values = values;
    }

    /**
     * @param times milliseconds, not descending; of equal ones the last counts
     * @param values as many, at least 0; NaN where nothing was measured
     * @throws IllegalArgumentException where nothing was measured at all, or a value or time breaks these rules
     */
    public static Trace of(long[] times, double[] values) {
        Must.that(times.length == values.length, "values", values.length, "as many as times (" + times.length + ")");
        long[] at = new long[times.length];
        double[] kept = new double[times.length];
        int size = 0;
        for (int i = 0; i < times.length; i++) {
            if (Double.isNaN(values[i])) {
                continue;
            }
            Must.rate("value " + i, values[i]);
            if (size > 0 && times[i] == at[size - 1]) {
                size--;
            }
            Must.that(size == 0 || times[i] > at[size - 1], "time " + i, times[i], "not before the one above");
            at[size] = times[i];
            kept[size++] = values[i];
        }
        Must.that(size > 0, "values", "none", "at least one measured value");
        long first = at[0];
        long[] offsets = Arrays.copyOf(at, size);
        Arrays.setAll(offsets, i -> offsets[i] - first);
        return new Trace(first, offsets, Arrays.copyOf(kept, size));
    }

    @Override
    public double at(long millis) {
        int found = Arrays.binarySearch(offsets, millis);
        if (found >= 0) {
            return values[found];
        }
        int next = -found - 1;
        if (next == 0) {
            return values[0];
        }
        if (next == values.length) {
            return values[values.length - 1];
        }
        double share = (double) (millis - offsets[next - 1]) / (offsets[next] - offsets[next - 1]);
        return values[next - 1] * (1 - share) + values[next] * share;
    }

    /** When it was recorded: that of the first sample; the epoch where its times count from 0. */
    public Instant start() {
        return Instant.ofEpochMilli(first);
    }

    /** From the first sample to the last. */
    public Duration length() {
        return Duration.ofMillis(offsets[offsets.length - 1]);
    }

    public int size() {
        return values.length;
    }

    /** The measured values, in the order of time. */
    public double[] values() {
        return values.clone();
    }

    /** When each of {@link #values} was measured, in milliseconds since {@link #start}. */
    public long[] offsets() {
        return offsets.clone();
    }
}
