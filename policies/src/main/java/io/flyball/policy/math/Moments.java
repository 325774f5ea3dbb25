package io.flyball.policy.math;

/**
 * Count, mean and variance of one sample.
 *
 * <p>Sums are taken in the order of the values, the squares about the mean (two passes), so that large values with small
 * differences keep their digits. Example: {1, 2, 3, 4}: mean 2.5, variance 5/3, population variance 1.25.
 *
 * @param squares sum of squared deviations from the mean
 */
public record Moments(int count, double mean, double squares) {
    public static Moments of(double... values) {
        return of(values, 0, values.length);
    }

    /** Of the values from {@code from} (inclusive) to {@code to} (exclusive). */
    public static Moments of(double[] values, int from, int to) {
        int count = to - from;
        if (count <= 0) {
            return new Moments(0, Double.NaN, Double.NaN);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return new Moments(count, mean, squares);
    }

    /** Unbiased (divided by n - 1); NaN below two values. */
    public double variance() {
        return count > 1 ? squares / (count - 1) : Double.NaN;
    }

    /** Divided by n. */
    public double populationVariance() {
        return squares / count;
    }

    public double deviation() {
        return Math.sqrt(variance());
    }

    public double populationDeviation() {
        return Math.sqrt(populationVariance());
    }
}
