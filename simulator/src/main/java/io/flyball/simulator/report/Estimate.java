package io.flyball.simulator.report;

import io.flyball.policy.math.StudentT;

/**
 * A mean over seeds and how far off it may be: with 95 % confidence the true mean lies within {@code mean ± half}.
 *
 * <p>Student's t: {@code half = t(0.975, n - 1) s / sqrt(n)}. Example: 1, 2, 3 have mean 2, s = 1, t = 4.303, half = 2.48.
 *
 * @param half infinite for a single seed, which says nothing about others
 */
public record Estimate(double mean, double half, int count) {
    private static final double UPPER = 0.975;

    /** @param values at least one; NaN where any of them is */
    public static Estimate of(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        int freedom = values.length - 1;
        double half = freedom == 0
                ? Double.POSITIVE_INFINITY
                : StudentT.quantile(UPPER, freedom) * StrictMath.sqrt(squares / freedom / values.length);
        return new Estimate(mean, half, values.length);
    }

    /** Whether zero lies outside the interval. */
    public boolean isAwayFromZero() {
        return Math.abs(mean) > half;
    }
}
