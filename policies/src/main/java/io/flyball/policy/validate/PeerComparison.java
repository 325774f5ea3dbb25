package io.flyball.policy.validate;

import io.flyball.policy.document.Objective;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Difference in differences: what changed on the treated nodes beyond what changed on untouched peers at the same time.
 *
 * <p>Example: treated 195 -> 390 req/s, peers 195 -> 193: {@code (390/195) / (193/195) - 1 = +102 %}, a pass. Harm and
 * gain must show in the node's own change as well, because a balancer moves load between the groups: when a faster node
 * takes load off its peers, they get better without being changed. For the same reason a gain must show, at least by
 * half, in the total of all nodes.
 *
 * <p>Without peers (a service of one node) only before and after can be compared: gains must be three times as large.
 */
public final class PeerComparison {
    static final double GAIN_THROUGHPUT = 0.03;
    static final double GAIN_LATENCY = 0.05;
    static final double HARM_THROUGHPUT = 0.03;
    static final double HARM_LATENCY = 0.10;
    /** Errors beyond peers, as a share of all requests. */
    static final double HARM_ERRORS = 0.01;

    static final double HARM_WHATEVER_NOISE = 0.5;
    static final double NOISE_FACTOR = 2;
    static final double ALONE_FACTOR = 3;
    /** A gain of which less shows in the service's total is only load that moved. */
    static final double SHOWN_IN_TOTAL = 0.5;
    /** Share of the expected samples that a window needs. */
    static final double COVERAGE = 0.6;

    private static final int LEAST_SAMPLES = 3;

    private final Question question;
    private final List<NodeSamples> compared;
    private final boolean alone;
    private final Change throughput;
    private final Change peerThroughput;
    private final Change latency;
    private final Change peerLatency;
    private final Change errors;
    private final Change peerErrors;
    private final List<String> reasons = new ArrayList<>();

    private PeerComparison(Question question) {
        List<NodeSamples> peers = question.peers().stream()
                .filter(peer -> isComplete(peer, question))
                .toList();
        this.question = question;
        this.compared = peers;
        this.alone = peers.isEmpty();
        this.throughput = Change.of(question.treated(), Metrics.THROUGHPUT, false);
        this.peerThroughput = Change.of(peers, Metrics.THROUGHPUT, false);
        this.latency = Change.of(question.treated(), Metrics.LATENCY_P99, true);
        this.peerLatency = Change.of(peers, Metrics.LATENCY_P99, true);
        this.errors = Change.of(question.treated(), Metrics.ERROR_RATE, false);
        this.peerErrors = Change.of(peers, Metrics.ERROR_RATE, false);
        reasons.add(
                alone
                        ? "no untouched peer to compare with: before and after only, so a gain must be three times as large"
                        : "compared with %d untouched %s over the same time"
                                .formatted(peers.size(), peers.size() == 1 ? "peer" : "peers"));
        this.total = totals(question.treated(), peers);
    }

    private final Total total;

    private record Total(double before, double after, double treatedGain) {}

    public static OptimizationFeedback judge(Question question) {
        return new PeerComparison(question).judge();
    }

    private OptimizationFeedback judge() {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            reasons.add(missing.get());
            return feedback(Verdict.INCONCLUSIVE);
        }
        describe();
        List<String> harms = harms();
        if (!harms.isEmpty()) {
            harms.forEach(harm -> reasons.add("FAIL: " + harm));
            return feedback(Verdict.FAIL);
        }
        Optional<String> gain = gain();
        if (gain.isPresent()) {
            reasons.add("PASS: " + gain.get());
            return feedback(Verdict.PASS);
        }
        if (question.aim() == Aim.NOT_WORSE) {
            reasons.add("PASS: not worse, which is what this change must show");
            return feedback(Verdict.PASS);
        }
        reasons.add("neither a gain nor harm beyond noise so far");
        return feedback(Verdict.INCONCLUSIVE);
    }

    private Optional<String> missing() {
        for (NodeSamples node : question.treated()) {
            if (!isComplete(node, question)) {
                return Optional.of("too little data: %s has %d samples before and %d after of %d"
                        .formatted(
                                node.node(), node.before().size(), node.after().size(), question.expected()));
            }
        }
        if (question.treated().isEmpty()) {
            return Optional.of("too little data: no treated node");
        }
        if (!throughput.isMeasured()) {
            return Optional.of("throughput was not measured: the change cannot be judged");
        }
        return throughput.before() > 0
                ? Optional.empty()
                : Optional.of("no requests before the change: nothing to compare with");
    }

    private static boolean isComplete(NodeSamples node, Question question) {
        return covers(node.before(), question.expected()) && covers(node.after(), question.expected());
    }

    /** Enough of the samples that a window should have. */
    static boolean covers(List<Sample> samples, int expected) {
        return samples.size() >= Math.max(LEAST_SAMPLES, Math.ceil(expected * COVERAGE));
    }

    /** At least half of what the treated nodes gained shows in the throughput of all nodes. */
    static boolean showsInTotal(List<NodeSamples> treated, List<NodeSamples> peers) {
        Total total = totals(treated, peers);
        return total.after - total.before >= SHOWN_IN_TOTAL * total.treatedGain;
    }

    private void describe() {
        reasons.add(words("throughput", "req/s", throughput, peerThroughput, 1));
        if (latency.isMeasured()) {
            reasons.add(words("latency.p99", "ms", latency, peerLatency, 1000));
        }
        if (!alone) {
            reasons.add(format("total of the nodes compared: %.0f -> %.0f req/s", total.before, total.after));
        }
    }

    private List<String> harms() {
        List<String> harms = new ArrayList<>();
        double beyond = throughput.beyond(peerThroughput);
        boolean countsAlone = !alone || question.demandPinned();
        if (countsAlone
                && throughput.ratio() < -HARM_THROUGHPUT
                && beyond < -harmLimit(HARM_THROUGHPUT, throughputNoise())) {
            harms.add(format("throughput fell by %.0f%%", -beyond * 100));
        }
        double latencyBeyond = latency.beyond(peerLatency);
        if (latency.isMeasured()
                && latency.ratio() > HARM_LATENCY
                && latencyBeyond > harmLimit(HARM_LATENCY, latencyNoise())) {
            harms.add(format("latency.p99 rose by %.0f%%, more than %.0f%%", latencyBeyond * 100, HARM_LATENCY * 100));
        }
        double errorsBeyond = errorsBeyondPeers();
        if (errorsBeyond > HARM_ERRORS) {
            harms.add(format("errors rose by %.1f points beyond peers", errorsBeyond * 100));
        }
        question.objectives().forEach(objective -> broken(objective).ifPresent(harms::add));
        return harms;
    }

    /** An objective that the treated nodes kept before and break now, while their peers keep it. */
    private Optional<String> broken(Objective objective) {
        boolean median = objective.metric().startsWith("latency.");
        Change own = Change.of(question.treated(), objective.metric(), median);
        Change peers = Change.of(question.peers(), objective.metric(), median);
        boolean peersKeep = !peers.isMeasured() || peers.after() < objective.below();
        return own.isMeasured() && own.before() < objective.below() && own.after() >= objective.below() && peersKeep
                ? Optional.of(format(
                        "objective broken: %s %.3f -> %.3f, must be below %.3f",
                        objective.metric(), own.before(), own.after(), objective.below()))
                : Optional.empty();
    }

    private Optional<String> gain() {
        double factor = alone ? ALONE_FACTOR : 1;
        double beyond = throughput.beyond(peerThroughput);
        double least = limit(GAIN_THROUGHPUT * factor, throughputNoise());
        if (throughput.ratio() >= GAIN_THROUGHPUT * factor && beyond >= least) {
            if (alone || showsInTotal(question.treated(), compared)) {
                return Optional.of(
                        format("throughput gained %.0f%%, at least %.0f%% was needed", beyond * 100, least * 100));
            }
            reasons.add("the gain does not show in the total: load only moved between nodes");
        }
        double latencyBeyond = latency.beyond(peerLatency);
        double leastLatency = limit(GAIN_LATENCY * factor, latencyNoise());
        return latency.isMeasured() && latency.ratio() <= -GAIN_LATENCY * factor && latencyBeyond <= -leastLatency
                ? Optional.of(format(
                        "latency.p99 fell by %.0f%%, at least %.0f%% was needed",
                        -latencyBeyond * 100, leastLatency * 100))
                : Optional.empty();
    }

    private static double limit(double threshold, double noise) {
        return Math.max(threshold, NOISE_FACTOR * noise);
    }

    /** However noisy, a change this large is harm. */
    private static double harmLimit(double threshold, double noise) {
        return Math.min(limit(threshold, noise), HARM_WHATEVER_NOISE);
    }

    private double throughputNoise() {
        return Math.hypot(throughput.noise(), peerThroughput.noise());
    }

    private double latencyNoise() {
        return Math.hypot(latency.noise(), peerLatency.noise());
    }

    private double errorsBeyondPeers() {
        return errors.isMeasured() ? Impact.errorsBeyond(errors, peerErrors) : 0;
    }

    private static Total totals(List<NodeSamples> treated, List<NodeSamples> peers) {
        Change own = Change.of(treated, Metrics.THROUGHPUT, false);
        Change other = Change.of(peers, Metrics.THROUGHPUT, false);
        double othersBefore = other.isMeasured() ? other.before() * peers.size() : 0;
        double othersAfter = other.isMeasured() ? other.after() * peers.size() : 0;
        double before = own.before() * treated.size();
        double after = own.after() * treated.size();
        return new Total(before + othersBefore, after + othersAfter, after - before);
    }

    private String words(String metric, String unit, Change own, Change peers, double scale) {
        double noise = Math.hypot(own.noise(), peers.noise());
        String mine = format(
                "%s %.1f -> %.1f %s (%+.0f%%)",
                metric, own.before() * scale, own.after() * scale, unit, own.ratio() * 100);
        return peers.isMeasured()
                ? mine
                        + format(
                                ", peers %.1f -> %.1f (%+.0f%%): %+.0f%% beyond peers, noise %.0f%%",
                                peers.before() * scale,
                                peers.after() * scale,
                                peers.ratio() * 100,
                                own.beyond(peers) * 100,
                                noise * 100)
                : mine + format(", noise %.0f%%", noise * 100);
    }

    private OptimizationFeedback feedback(Verdict verdict) {
        return Impact.of(question.treated(), compared).feedback(question.treated(), verdict, reasons);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
