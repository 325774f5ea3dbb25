package io.flyball.policy.validate.kayenta;

import io.flyball.policy.math.Moments;
import io.flyball.policy.math.Ranks;
import java.util.Arrays;

/** How large a difference is, by Kayenta's measures. */
public final class EffectSize {
    private EffectSize() {}

    /** Mean of the experiment / mean of the control; NaN when one of them is zero. */
    public static double meanRatio(double[] control, double[] experiment) {
        double before = Moments.of(control).mean();
        double after = Moments.of(experiment).mean();
        return before == 0 || after == 0 ? Double.NaN : after / before;
    }

    /**
     * Common language effect size (Vargha and Delaney 2000): probability that a value of the experiment is larger than
     * one of the control, ties counting half.
     */
    public static double cles(double[] control, double[] experiment) {
        double m = experiment.length;
        double n = control.length;
        double[] both = Arrays.copyOf(experiment, experiment.length + control.length);
        System.arraycopy(control, 0, both, experiment.length, control.length);
        double sum = Arrays.stream(Ranks.of(both), 0, experiment.length).sum();
        return (2 * sum - m * (m + 1)) / (2 * n * m);
    }

    /** Cohen's d: difference of the means in pooled deviations, without sign. */
    public static double cohenD(double[] control, double[] experiment) {
        Moments one = Moments.of(control);
        Moments two = Moments.of(experiment);
        double pooled = Math.sqrt((one.squares() + two.squares()) / (one.count() + two.count() - 2));
        return Math.abs(two.mean() - one.mean()) / pooled;
    }

    static double of(MetricRule.Effect measure, double[] control, double[] experiment) {
        return measure == MetricRule.Effect.CLES ? cles(control, experiment) : meanRatio(control, experiment);
    }
}
