package io.flyball.policy.analyze.anomaly;

import java.util.Arrays;

/** Lowest, highest and mean of many past samples, kept as 64 blocks; the oldest block is dropped as a whole. */
final class LongMemory {
    private static final int BLOCKS = 64;

    private final int blockLength;
    private final double[] lowest = new double[BLOCKS];
    private final double[] highest = new double[BLOCKS];
    private final double[] sum = new double[BLOCKS];
    private long count;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    /** @param samples about how many are remembered: between 63/64 of them and all */
    LongMemory(int samples) {
        this.blockLength = Math.max(1, samples / BLOCKS);
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    }

    void add(double value) {
        int block = (int) (count / blockLength % BLOCKS);
        if (count % blockLength == 0) {
            lowest[block] = value;
            highest[block] = value;
            sum[block] = 0;
            low = Arrays.stream(lowest).min().orElse(value);
            high = Arrays.stream(highest).max().orElse(value);
        }
        lowest[block] = Math.min(lowest[block], value);
        highest[block] = Math.max(highest[block], value);
        sum[block] += value;
        low = Math.min(low, value);
        high = Math.max(high, value);
        count++;
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    double mean() {
        double total = 0;
        for (double part : sum) {
            total += part;
        }
        return total / size();
    }

    /** Samples remembered now. */
    long size() {
        long oldestKept = Math.max(0, (count - 1) / blockLength - BLOCKS + 1) * blockLength;
        return count - oldestKept;
    }

    /** Differences below this are rounding, not change. */
    double rounding() {
        return 1e-9 * Math.max(Math.abs(low), Math.abs(high));
    }

    long bytes() {
        return 3L * 8 * BLOCKS;
    }
}
