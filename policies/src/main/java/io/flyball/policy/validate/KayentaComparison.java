package io.flyball.policy.validate;

import io.flyball.policy.validate.Question.Aim;
import io.flyball.policy.validate.kayenta.Classification;
import io.flyball.policy.validate.kayenta.Cleaning;
import io.flyball.policy.validate.kayenta.MetricClassifier;
import io.flyball.policy.validate.kayenta.MetricResult;
import io.flyball.policy.validate.kayenta.MetricRule;
import io.flyball.policy.validate.kayenta.MetricRule.Direction;
import io.flyball.policy.validate.kayenta.Score;
import io.flyball.policy.validate.kayenta.Score.Graded;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Judges a change by Kayenta's judge: the samples of the treated nodes after the change (experiment) against those of the
 * untouched peers over the same time (control), throughput, latency.p99 and error.rate with equal weight in one group.
 *
 * <p>A score of 95 or more passes, below 75 fails, between it is inconclusive, as in Spinnaker. Kayenta knows no gain: a
 * change that must be better passes only when its throughput is High or its latency Low besides. It has no memory of
 * earlier looks and takes samples for independent, so that it reverts more harmless changes than the sequential judge: half
 * of them when one sample says much about the next.
 */
final class KayentaComparison {
    private static final double PASS = 95;
    private static final double MARGINAL = 75;
    private static final String GROUP = "all";

    private final Question question;
    private final List<NodeSamples> peers;
    private final List<String> reasons = new ArrayList<>();

    private KayentaComparison(Question question) {
        this.question = question;
        this.peers = question.peers().stream()
                .filter(peer -> PeerComparison.covers(peer.after(), question.expected()))
                .toList();
    }

    static OptimizationFeedback judge(Question question) {
        KayentaComparison comparison = new KayentaComparison(question);
        Verdict verdict = comparison.verdict();
        return Impact.of(question.treated(), comparison.peers)
                .feedback(question.treated(), verdict, comparison.reasons);
    }

    private Verdict verdict() {
        long complete = question.treated().stream()
                .filter(node -> PeerComparison.covers(node.after(), question.expected()))
                .count();
        if (complete == 0 || complete < question.treated().size() || peers.isEmpty()) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "too little data for Kayenta's judge: %d of %d treated and %d of %d untouched nodes have a complete window",
                    complete,
                    question.treated().size(),
                    peers.size(),
                    question.peers().size()));
            return Verdict.INCONCLUSIVE;
        }
        MetricResult throughput = classified(Metrics.THROUGHPUT, Direction.DECREASE);
        MetricResult latency = classified(Metrics.LATENCY_P99, Direction.INCREASE);
        MetricResult errors = classified(Metrics.ERROR_RATE, Direction.INCREASE);
        Score score = Score.of(
                List.of(
                        graded(Metrics.THROUGHPUT, throughput),
                        graded(Metrics.LATENCY_P99, latency),
                        graded(Metrics.ERROR_RATE, errors)),
                Map.of(GROUP, 100.0));
        reasons.add(String.format(
                Locale.ROOT,
                "Kayenta's score is %.2f%s",
                score.summary(),
                score.reason().isEmpty() ? "" : " (" + score.reason() + ")"));
        if (score.summary() < PASS) {
            reasons.add(score.summary() < MARGINAL ? "FAIL: below 75" : "marginal: between 75 and 95");
            return score.summary() < MARGINAL ? Verdict.FAIL : Verdict.INCONCLUSIVE;
        }
        if (question.aim() == Aim.BETTER && !isGain()) {
            reasons.add("no harm, but no gain either so far");
            return Verdict.INCONCLUSIVE;
        }
        reasons.add("PASS: at least 95");
        return Verdict.PASS;
    }

    private boolean isGain() {
        return classified(Metrics.THROUGHPUT, Direction.INCREASE).classification() == Classification.HIGH
                || classified(Metrics.LATENCY_P99, Direction.DECREASE).classification() == Classification.LOW;
    }

    private MetricResult classified(String metric, Direction direction) {
        MetricRule rule = MetricRule.DEFAULTS.with(direction);
        MetricResult result = MetricClassifier.classify(
                Cleaning.nans(values(peers, metric), rule.nans()),
                Cleaning.nans(values(question.treated(), metric), rule.nans()),
                rule);
        reasons.add(metric + " " + result.classification().word() + ": " + result.reason());
        return result;
    }

    private static double[] values(List<NodeSamples> nodes, String metric) {
        return nodes.stream()
                .flatMap(node -> node.after().stream())
                .mapToDouble(sample -> sample.valueOrNaN(metric))
                .toArray();
    }

    private static Graded graded(String metric, MetricResult result) {
        return new Graded(metric, result.classification(), result.critical(), List.of(GROUP));
    }
}
