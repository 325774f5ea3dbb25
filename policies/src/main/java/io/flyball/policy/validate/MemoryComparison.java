package io.flyball.policy.validate;

import io.flyball.policy.document.Objective;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges heap that was given back by an idle node: committed heap or RSS must be at least 10 % lower at the end of the
 * window, no objective broken that was kept before, and collections must not take more than 5 % of the time.
 *
 * <p>The newest samples count, not the mean of the window: memory goes back in steps.
 */
public final class MemoryComparison {
    static final double LEAST_SAVING = 0.10;
    static final double MOST_GC_TIME = 0.05;
    private static final int NEWEST = 2;
    private static final double COVERAGE = 0.6;

    private MemoryComparison() {}

    public static OptimizationFeedback judge(List<NodeSamples> treated, int expected, List<Objective> objectives) {
        List<String> reasons = new ArrayList<>();
        Verdict verdict = verdict(treated, expected, objectives, reasons);
        double saving = Math.max(
                saving(treated, Metrics.RSS).orElse(0.0),
                saving(treated, Metrics.HEAP_COMMITTED).orElse(0.0));
        Impact impact = Impact.of(treated, List.of());
        return new OptimizationFeedback(
                Summary.of(treated, NodeSamples::before),
                Summary.of(treated, node -> newest(node.after())),
                impact.performance(),
                saving,
                impact.reliability(),
                verdict,
                reasons);
    }

    private static Verdict verdict(
            List<NodeSamples> treated, int expected, List<Objective> objectives, List<String> reasons) {
        for (NodeSamples node : treated) {
            if (node.before().isEmpty() || node.after().size() < Math.max(2, expected * COVERAGE)) {
                reasons.add("too little data: %s has %d samples after of %d"
                        .formatted(node.node(), node.after().size(), expected));
                return Verdict.INCONCLUSIVE;
            }
        }
        Optional<Double> committed = describe(treated, Metrics.HEAP_COMMITTED, reasons);
        Optional<Double> rss = describe(treated, Metrics.RSS, reasons);
        if (committed.isEmpty() && rss.isEmpty()) {
            reasons.add("memory was not measured: the change cannot be judged");
            return Verdict.INCONCLUSIVE;
        }
        List<String> harms = harms(treated, objectives);
        if (!harms.isEmpty()) {
            harms.forEach(harm -> reasons.add("FAIL: " + harm));
            return Verdict.FAIL;
        }
        if (Math.max(committed.orElse(0.0), rss.orElse(0.0)) >= LEAST_SAVING) {
            reasons.add("PASS: memory went back");
            return Verdict.PASS;
        }
        reasons.add("memory has not gone back by 10%% so far".formatted());
        return Verdict.INCONCLUSIVE;
    }

    private static List<String> harms(List<NodeSamples> treated, List<Objective> objectives) {
        List<String> harms = new ArrayList<>();
        List<Sample> after =
                treated.stream().flatMap(node -> node.after().stream()).toList();
        List<Sample> before =
                treated.stream().flatMap(node -> node.before().stream()).toList();
        double collecting = Summary.mean(after, Metrics.GC_TIME);
        if (collecting > MOST_GC_TIME && collecting > 2 * Summary.mean(before, Metrics.GC_TIME)) {
            harms.add(String.format(Locale.ROOT, "collections take %.0f%% of the time", collecting * 100));
        }
        for (Objective objective : objectives) {
            double was = Summary.mean(before, objective.metric());
            double is = Summary.mean(after, objective.metric());
            if (was < objective.below() && is >= objective.below()) {
                harms.add(String.format(
                        Locale.ROOT,
                        "objective broken: %s %.3f -> %.3f, must be below %.3f",
                        objective.metric(),
                        was,
                        is,
                        objective.below()));
            }
        }
        return harms;
    }

    private static Optional<Double> describe(List<NodeSamples> treated, String metric, List<String> reasons) {
        Optional<Double> saving = saving(treated, metric);
        saving.ifPresent(share -> reasons.add(String.format(
                Locale.ROOT,
                "%s %.0f -> %.0f MB (%+.0f%%)",
                metric,
                before(treated, metric) / 1e6,
                after(treated, metric) / 1e6,
                -share * 100)));
        return saving;
    }

    private static Optional<Double> saving(List<NodeSamples> treated, String metric) {
        double share = 1 - after(treated, metric) / before(treated, metric);
        return Double.isFinite(share) ? Optional.of(share) : Optional.empty();
    }

    private static double before(List<NodeSamples> treated, String metric) {
        return Summary.mean(
                treated.stream().flatMap(node -> node.before().stream()).toList(), metric);
    }

    private static double after(List<NodeSamples> treated, String metric) {
        return Summary.mean(
                treated.stream().flatMap(node -> newest(node.after()).stream()).toList(), metric);
    }

    private static List<Sample> newest(List<Sample> samples) {
        return samples.subList(Math.max(0, samples.size() - NEWEST), samples.size());
    }
}
