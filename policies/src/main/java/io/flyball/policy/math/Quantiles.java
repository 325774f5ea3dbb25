package io.flyball.policy.math;

import java.util.Arrays;

/**
 * Quantiles by linear interpolation between order statistics (type 7 of Hyndman and Fan, the default of R and NumPy).
 *
 * <p>Example: the median of {4, 1, 3, 2} is 2.5; the 0.25 quantile 1.75.
 */
public final class Quantiles {
    private static final double TO_NORMAL = 1.4826;

    private Quantiles() {}

    /** @param p [0, 1]; NaN for no values. NaN sorts last, so remove it first. */
    public static double of(double[] values, double p) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, p);
    }

    /** The same of values in ascending order. */
    public static double ofSorted(double[] sorted, double p) {
        if (sorted.length == 0 || Double.isNaN(p)) {
            return Double.NaN;
        }
        double place = Math.min(1, Math.max(0, p)) * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        double share = place - below;
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[above] - sorted[below]);
    }

    public static double median(double[] values) {
        return of(values, 0.5);
    }

    /** Median absolute deviation from the median, scaled to the deviation of a normal distribution (x 1.4826). */
    public static double spread(double[] values) {
        double middle = median(values);
        return TO_NORMAL
                * median(Arrays.stream(values)
                        .map(value -> Math.abs(value - middle))
                        .toArray());
    }
}
