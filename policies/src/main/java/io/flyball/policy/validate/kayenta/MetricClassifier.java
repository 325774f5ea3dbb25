package io.flyball.policy.validate.kayenta;

import io.flyball.policy.math.Moments;
import io.flyball.policy.validate.kayenta.MetricRule.Direction;
import io.flyball.policy.validate.kayenta.MetricRule.Nans;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Kayenta's classification of one metric: High when the lower end of the confidence interval of the shift lies above
 * {@code tolerance * |estimate|} and the effect is at least the allowed increase; Low likewise; else Pass.
 */
public final class MetricClassifier {
    private MetricClassifier() {}

    /** @param control values of the unchanged side, cleaned; @param experiment of the changed side */
    public static MetricResult classify(double[] control, double[] experiment, MetricRule rule) {
        if (control.length == 0 || experiment.length == 0) {
            return noData(rule, 1);
        }
        if (Arrays.equals(sorted(control), sorted(experiment))) {
            return new MetricResult(Classification.PASS, 1, false, "both sides are identical");
        }
        boolean constant = distinct(control) == 1 && distinct(experiment) == 1;
        double[] one = constant ? Cleaning.noisy(control) : control;
        double[] two = constant ? Cleaning.noisy(experiment) : experiment;
        Optional<MannWhitney> shift = MannWhitney.of(two, one, rule.confidence());
        double effect = EffectSize.of(rule.measure(), one, two);
        return shift.map(found -> compared(found, effect, rule))
                .orElseGet(() -> new MetricResult(
                        Classification.ERROR, effect, rule.critical(), "all values are tied: there is no interval"));
    }

    /** By the means alone; Kayenta's benchmark for other classifiers. */
    public static MetricResult byMeans(double[] control, double[] experiment, MetricRule rule) {
        if (control.length == 0 || experiment.length == 0) {
            return noData(rule, 0);
        }
        double before = Moments.of(control).mean();
        double after = Moments.of(experiment).mean();
        String words = String.format(Locale.ROOT, "mean %.6g against %.6g", after, before);
        if (rule.direction() != Direction.DECREASE && after > before) {
            return new MetricResult(Classification.HIGH, after / before, rule.critical(), words);
        }
        if (rule.direction() != Direction.INCREASE && after < before) {
            return new MetricResult(Classification.LOW, after / before, rule.critical(), words);
        }
        return new MetricResult(Classification.PASS, 1, false, words);
    }

    private static MetricResult noData(MetricRule rule, double deviation) {
        if (rule.nans() == Nans.REPLACE) {
            return new MetricResult(Classification.PASS, 1, false, "no data, which counts as nothing happened");
        }
        if (rule.dataRequired() && !rule.critical()) {
            return new MetricResult(Classification.NODATA_FAIL_METRIC, 1, false, "no data, which must be there");
        }
        return new MetricResult(Classification.NODATA, deviation, rule.critical(), "no data");
    }

    private static MetricResult compared(MannWhitney shift, double effect, MetricRule rule) {
        double bound = rule.tolerance() * Math.abs(shift.estimate());
        boolean high =
                rule.direction() != Direction.DECREASE && shift.lower() > bound && !(effect < rule.allowedIncrease());
        boolean low =
                rule.direction() != Direction.INCREASE && shift.upper() < -bound && !(effect > rule.allowedDecrease());
        String words = String.format(
                Locale.ROOT,
                "shift %.6g, %.0f %% interval [%.6g, %.6g], bound %.6g, effect %.3f",
                shift.estimate(),
                rule.confidence() * 100,
                shift.lower(),
                shift.upper(),
                bound,
                effect);
        if (high) {
            boolean critical = rule.critical() && !(effect < rule.criticalIncrease());
            return new MetricResult(Classification.HIGH, effect, critical, words);
        }
        if (low) {
            boolean critical = rule.critical() && !(effect > rule.criticalDecrease());
            return new MetricResult(Classification.LOW, effect, critical, words);
        }
        return new MetricResult(Classification.PASS, effect, false, words);
    }

    private static double[] sorted(double[] values) {
        return Arrays.stream(values).sorted().toArray();
    }

    private static long distinct(double[] values) {
        return DoubleStream.of(values).distinct().count();
    }
}
