package io.flyball.policy.validate.kayenta;

import io.flyball.policy.math.Moments;
import io.flyball.policy.math.Quantiles;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What Kayenta does to the values of a metric before it looks at them. */
public final class Cleaning {
    private static final double NOISE = 1e-5;
    private static final long SEED = 42;

    private Cleaning() {}

    public static double[] nans(double[] values, MetricRule.Nans strategy) {
        return strategy == MetricRule.Nans.REMOVE
                ? Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray()
                : Arrays.stream(values)
                        .map(value -> Double.isNaN(value) ? 0 : value)
                        .toArray();
    }

    /**
     * Which values lie outside {@code [Q1 - factor * IQR, Q3 + factor * IQR]}.
     *
     * @param lenient the fences are widened to the 1st and 99th percentile at least
     */
    public static boolean[] interquartile(double[] values, double factor, boolean lenient) {
        double lower = Quantiles.of(values, 0.25);
        double upper = Quantiles.of(values, 0.75);
        double range = upper - lower;
        double below = lower - factor * range;
        double above = upper + factor * range;
        double least = lenient ? Math.min(below, Quantiles.of(values, 0.01)) : below;
        double most = lenient ? Math.max(above, Quantiles.of(values, 0.99)) : above;
        return outside(values, least, most);
    }

    /** Which values are more than {@code k} (population) deviations from the mean. */
    public static boolean[] sigmas(double[] values, double k) {
        Moments moments = Moments.of(values);
        double distance = k * moments.populationDeviation();
        boolean[] outside = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            outside[i] = Math.abs(values[i] - moments.mean()) > distance;
        }
        return outside;
    }

    /** Without the values that are marked. */
    public static double[] without(double[] values, boolean[] marked) {
        return IntStream.range(0, values.length)
                .filter(i -> !marked[i])
                .mapToDouble(i -> values[i])
                .toArray();
    }

    static double[] clean(double[] values, MetricRule rule) {
        double[] present = nans(values, rule.nans());
        return rule.removeOutliers() ? without(present, interquartile(present, rule.outlierFactor(), true)) : present;
    }

    /** For arms that are constant both: noise of 1e-5 of the value, the same every time. */
    static double[] noisy(double[] values) {
        SplittableRandom random = new SplittableRandom(SEED);
        return Arrays.stream(values)
                .map(value -> value + random.nextGaussian() * Math.abs(value) * NOISE)
                .toArray();
    }

    private static boolean[] outside(double[] values, double least, double most) {
        boolean[] outside = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            outside[i] = values[i] < least || values[i] > most;
        }
        return outside;
    }
}
