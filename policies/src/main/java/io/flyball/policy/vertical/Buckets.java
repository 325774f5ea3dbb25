package io.flyball.policy.vertical;

/**
 * How values fall into the buckets of a {@link Histogram}: equal ones, or ones that grow by a ratio, so that the relative
 * error stays the same. Bucket {@code n} of the growing kind starts at {@code first * (ratio^n - 1) / (ratio - 1)}.
 *
 * <p>Example: {@link #CPU} has 176 buckets; bucket 0 is [0, 0.01) cores, bucket 1 starts at 0.01, bucket 2 at 0.0205.
 *
 * @param count buckets; the last one has no upper end
 * @param first size of the first bucket, in the value's unit
 * @param ratio growth from bucket to bucket; 1 = equal buckets
 * @param epsilon weight below which a bucket counts as empty
 */
public record Buckets(int count, double first, double ratio, double epsilon) {
    private static final double GROWTH = 1.05;
    private static final double LEAST_WEIGHT = 1e-4;
    private static final int MOST = 100_000;

    /** Cores: from 0.01 to 1,000. */
    public static final Buckets CPU = exponential(1000, 0.01, GROWTH, LEAST_WEIGHT);
    /** Bytes: from 10 MB to 1 TB. */
    public static final Buckets MEMORY = exponential(1e12, 1e7, GROWTH, LEAST_WEIGHT);

    public Buckets {
        require(count >= 2 && count <= MOST, "count", count, "between 2 and " + MOST);
        require(first > 0 && Double.isFinite(first), "first", first, "greater than 0");
        require(ratio >= 1 && Double.isFinite(ratio), "ratio", ratio, "at least 1");
        require(epsilon > 0 && Double.isFinite(epsilon), "epsilon", epsilon, "greater than 0");
    }

    /** Equal buckets of {@code size} from 0; the last one starts at {@code max} or above. */
    public static Buckets linear(double max, double size, double epsilon) {
        require(max > 0, "max", max, "greater than 0");
        return new Buckets((int) Math.ceil(max / size) + 1, size, 1, epsilon);
    }

    /** Growing buckets; the last one starts at {@code max} or above. */
    public static Buckets exponential(double max, double first, double ratio, double epsilon) {
        require(max > 0, "max", max, "greater than 0");
        require(ratio > 1, "ratio", ratio, "greater than 1");
        int count = (int) Math.ceil(logarithm(ratio, max * (ratio - 1) / first + 1)) + 1;
        return new Buckets(count, first, ratio, epsilon);
    }

    /** The bucket that {@code value} falls into; the nearest one when it lies outside all of them. */
    public int find(double value) {
        if (ratio > 1 && value < first) {
            return 0;
        }
        double bucket = ratio > 1 ? logarithm(ratio, value * (ratio - 1) / first + 1) : value / first;
        return Math.max(0, Math.min(count - 1, (int) bucket));
    }

    /** Lowest value of {@code bucket}. */
    public double start(int bucket) {
        if (bucket < 0 || bucket >= count) {
            throw new IndexOutOfBoundsException("bucket = " + bucket + ": must be between 0 and " + (count - 1));
        }
        if (bucket == 0) {
            return 0;
        }
        return ratio > 1 ? first * (Math.pow(ratio, bucket) - 1) / (ratio - 1) : bucket * first;
    }

    /** What stands for all values of {@code bucket}: its end; of the last one, which has none, its start. */
    public double end(int bucket) {
        return start(Math.min(bucket + 1, count - 1));
    }

    private static double logarithm(double base, double x) {
        return Math.log(x) / Math.log(base);
    }

    private static void require(boolean met, String name, Object value, String rule) {
        if (!met) {
            throw new IllegalArgumentException("%s = %s: must be %s".formatted(name, value, rule));
        }
    }
}
