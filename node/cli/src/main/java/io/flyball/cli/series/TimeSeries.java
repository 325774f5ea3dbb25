package io.flyball.cli.series;

import java.time.Instant;
import java.util.Arrays;

/**
 * Values in the order of time.
 *
 * @param name of the file or metric
 * @param times epoch milliseconds, as many as values; empty where the source has none
 * @param values NaN where one is missing
 */
public record TimeSeries(String name, long[] times, double[] values) {
    public int size() {
        return values.length;
    }

    public boolean hasTimes() {
        return times.length > 0;
    }

    /** When a value was, for people: the instant, or its number counted from 0. */
    public String when(int index) {
        return hasTimes() ? Instant.ofEpochMilli(times[index]).toString() : "#" + index;
    }

    /** Median time between two values in milliseconds; 0 where there are no times. */
    public long step() {
        if (times.length < 2) {
            return 0;
        }
        long[] steps = new long[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }
}
