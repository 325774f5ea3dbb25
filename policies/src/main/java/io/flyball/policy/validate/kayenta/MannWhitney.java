package io.flyball.policy.validate.kayenta;

import io.flyball.policy.math.Normal;
import io.flyball.policy.math.Ranks;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Confidence interval of the shift experiment - control by the Wilcoxon rank sum, and its Hodges-Lehmann estimate, as
 * R's {@code wilcox.test(conf.int = TRUE)} finds them without exact tables, with Kayenta's tolerance.
 *
 * <p>Example: experiment 7 x 100 and 3 x 1, control 10 x 1: interval [0.0000683, 99], estimate 98.9999: a pass.
 */
public record MannWhitney(double lower, double upper, double estimate) {
    /** Empty where all values are tied at some shift that must be looked at. */
    public static Optional<MannWhitney> of(double[] experiment, double[] control, double confidence) {
        double least = min(experiment) - max(control);
        double most = max(experiment) - min(control);
        double quantile = Normal.quantile((1 - confidence) / 2);
        double lower = root(experiment, control, least, most, -quantile, true);
        double upper = root(experiment, control, least, most, quantile, true);
        double estimate = root(experiment, control, least, most, 0, false);
        return Double.isNaN(lower) || Double.isNaN(upper) || Double.isNaN(estimate)
                ? Optional.empty()
                : Optional.of(new MannWhitney(lower, upper, estimate));
    }

    private static double root(
            double[] experiment, double[] control, double least, double most, double quantile, boolean bounded) {
        DoubleUnaryOperator function = shift -> difference(shift, quantile, experiment, control);
        double atLeast = function.applyAsDouble(least);
        double atMost = function.applyAsDouble(most);
        if (Double.isNaN(atLeast) || Double.isNaN(atMost)) {
            return Double.NaN;
        }
        if (bounded && atLeast <= 0) {
            return least;
        }
        return bounded && atMost >= 0 ? most : Brent.root(function, least, most, atLeast, atMost);
    }

    /**
     * Standardized rank sum of the experiment shifted by -{@code shift}, corrected for continuity and ties, less the
     * quantile; NaN when all values are tied.
     */
    public static double difference(double shift, double quantile, double[] experiment, double[] control) {
        double n = experiment.length;
        double m = control.length;
        double[] both = new double[experiment.length + control.length];
        for (int i = 0; i < experiment.length; i++) {
            both[i] = experiment[i] - shift;
        }
        System.arraycopy(control, 0, both, experiment.length, control.length);
        double sum = Arrays.stream(Ranks.of(both), 0, experiment.length).sum();
        double z = sum - n * (n + 1) / 2 - n * m / 2;
        double ties = Ranks.ties(both) / ((n + m) * (n + m - 1));
        double deviation = Math.sqrt(n * m / 12 * (n + m + 1 - ties));
        return deviation > 0 ? (z - Math.signum(z) * 0.5) / deviation - quantile : Double.NaN;
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElse(Double.NaN);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NaN);
    }
}
