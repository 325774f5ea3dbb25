package io.flyball.policy.validate;

import io.flyball.policy.document.Objective;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a change over several looks, with a stated share of harmless changes that it reverts over all of them.
 *
 * <p>Nodes are the units: one number per node before and after ({@link NodeNumbers}), treated against concurrent untouched
 * peers ({@link NodeDifference}). Each look tests each metric at {@code falseRevertRate / (looks * metrics)}, so that by
 * Bonferroni's inequality all tests together are wrong at most that often, whatever their dependence: 2 % over 4 looks at
 * 3 metrics is 0.17 % each.
 *
 * <p>Fail: harm that is significant, larger than the least harm, and visible in the node's own change. Pass of a change
 * that must not be worse: harm beyond an acceptable one is excluded with 95 %, or the last look found none. Pass of a
 * change that must be better: a gain that is significant at 5 % over all looks and shows in the total. Else
 * inconclusive.
 */
final class SequentialComparison {
    /** Below this, the spread between nodes cannot be told from the nodes themselves. */
    static final int LEAST_PEERS = 5;

    private static final double FALSE_KEEP_RATE = 0.05;
    private static final int GAINS = 2;
    private static final double EXCLUDED = 0.95;

    private final Question question;
    private final List<NodeSamples> treated;
    private final List<NodeSamples> peers;
    private final double level;
    private final Map<Trait, NodeDifference> found = new LinkedHashMap<>();
    private final List<String> reasons = new ArrayList<>();

    private SequentialComparison(Question question, List<NodeSamples> peers, double falseRevertRate) {
        this.question = question;
        this.peers = peers;
        this.treated = cut(question.treated(), question.looks());
        List<Trait> traits = traits(question);
        this.level = falseRevertRate / (question.looks().planned() * traits.size());
        traits.forEach(this::measure);
        reasons.add(format(
                "%d treated against %d untouched nodes, look %d of %d: harmless changes are reverted in at most %.2g %%"
                        + " over all looks and %d metrics, so each test is held to p < %.2g",
                treated.size(),
                peers.size(),
                question.looks().done(),
                question.looks().planned(),
                falseRevertRate * 100,
                traits.size(),
                level));
    }

    /** The verdict, or empty where there are too few untouched nodes with complete windows for statistics over nodes. */
    static Optional<OptimizationFeedback> judge(Question question, double falseRevertRate) {
        List<NodeSamples> peers = cut(question.peers(), question.looks()).stream()
                .filter(node -> isComplete(node, question))
                .toList();
        return peers.size() < LEAST_PEERS || question.treated().isEmpty()
                ? Optional.empty()
                : Optional.of(new SequentialComparison(question, peers, falseRevertRate).judge());
    }

    private OptimizationFeedback judge() {
        Verdict verdict = verdict();
        return Impact.of(treated, peers).feedback(treated, verdict, reasons);
    }

    private Verdict verdict() {
        for (NodeSamples node : treated) {
            if (!isComplete(node, question)) {
                reasons.add(format(
                        "too little data: %s has %d samples before and %d after of %d",
                        node.node(),
                        node.before().size(),
                        node.after().size(),
                        question.expected() * question.looks().done()));
                return Verdict.INCONCLUSIVE;
            }
        }
        if (!found.containsKey(Trait.THROUGHPUT)) {
            reasons.add("throughput was not measured on both sides: the change cannot be judged");
            return Verdict.INCONCLUSIVE;
        }
        found.forEach((trait, difference) -> reasons.add(trait.words(difference)));
        List<String> harms = harms();
        if (!harms.isEmpty()) {
            harms.forEach(harm -> reasons.add("FAIL: " + harm));
            return Verdict.FAIL;
        }
        return question.aim() == Aim.BETTER ? better() : notWorse();
    }

    private Verdict better() {
        Optional<String> gain = gain();
        reasons.add(gain.map(words -> "PASS: " + words).orElse("neither a gain nor harm so far"));
        return gain.isPresent() ? Verdict.PASS : Verdict.INCONCLUSIVE;
    }

    private Verdict notWorse() {
        boolean excluded =
                found.entrySet().stream().allMatch(entry -> entry.getKey().isAcceptable(entry.getValue(), EXCLUDED));
        if (excluded) {
            reasons.add(format(
                    "PASS: not worse: throughput falls by more than %.0f %%, latency rises by more than %.0f %% and errors"
                            + " beyond %.0f point are excluded with 95 %%",
                    Trait.THROUGHPUT.acceptable() * 100,
                    Trait.LATENCY.acceptable() * 100,
                    Trait.ERRORS.acceptable() * 100));
            return Verdict.PASS;
        }
        if (question.looks().isLast()) {
            NodeDifference throughput = found.get(Trait.THROUGHPUT);
            reasons.add(format(
                    "PASS: no harm in %d looks; with so few or so different nodes throughput may still be lower by %.0f %%",
                    question.looks().planned(), -Math.expm1(-throughput.atMost(-1, EXCLUDED)) * 100));
            return Verdict.PASS;
        }
        reasons.add("no harm so far, but it is not excluded either: the next look decides");
        return Verdict.INCONCLUSIVE;
    }

    private List<String> harms() {
        List<String> harms = new ArrayList<>();
        found.forEach((trait, difference) -> {
            if (trait.isHarm(difference, level) && isSeen(trait)) {
                harms.add(format(
                        "%s %s by %.1f%s beyond peers",
                        trait.metric(),
                        difference.effect() > 0 ? "rose" : "fell",
                        Math.abs(trait.share(difference.effect())) * 100,
                        NodeNumbers.isRatio(trait.metric()) ? " %" : " points"));
            }
        });
        question.objectives().forEach(objective -> broken(objective).ifPresent(harms::add));
        return harms;
    }

    /** In the treated nodes' own change too: peers that a balancer relieved are no harm to them. */
    private boolean isSeen(Trait trait) {
        Change own = Change.of(treated, trait.metric(), NodeNumbers.isLatency(trait.metric()));
        double change = NodeNumbers.isRatio(trait.metric()) ? own.ratio() : own.after() - own.before();
        return trait.harm() * change > trait.leastHarm();
    }

    /** An objective that was kept and is broken now, surely by the change. */
    private Optional<String> broken(Objective objective) {
        Change own = Change.of(treated, objective.metric(), NodeNumbers.isLatency(objective.metric()));
        boolean crossed = own.before() < objective.below() && own.after() >= objective.below();
        boolean sure = found.entrySet().stream()
                .anyMatch(entry -> entry.getKey().metric().equals(objective.metric())
                        && entry.getValue().pValue(1) < level);
        return crossed && sure
                ? Optional.of(format(
                        "objective broken: %s %.3f -> %.3f, must be below %.3f",
                        objective.metric(), own.before(), own.after(), objective.below()))
                : Optional.empty();
    }

    private Optional<String> gain() {
        double gainLevel = FALSE_KEEP_RATE / (question.looks().planned() * GAINS);
        NodeDifference throughput = found.get(Trait.THROUGHPUT);
        Change own = Change.of(treated, Metrics.THROUGHPUT, false);
        if (throughput.pValue(1) < gainLevel
                && Math.expm1(throughput.effect()) >= PeerComparison.GAIN_THROUGHPUT
                && own.ratio() >= PeerComparison.GAIN_THROUGHPUT) {
            if (PeerComparison.showsInTotal(treated, peers)) {
                return Optional.of(format(
                        "throughput gained %.1f %%, p = %.2g, below %.2g",
                        Math.expm1(throughput.effect()) * 100, throughput.pValue(1), gainLevel));
            }
            reasons.add("the gain does not show in the total: load only moved between nodes");
        }
        NodeDifference latency = found.get(Trait.LATENCY);
        return latency != null
                        && latency.pValue(-1) < gainLevel
                        && Math.expm1(latency.effect()) <= -PeerComparison.GAIN_LATENCY
                        && Change.of(treated, Metrics.LATENCY_P99, true).ratio() <= -PeerComparison.GAIN_LATENCY
                ? Optional.of(format(
                        "latency.p99 fell by %.1f %%, p = %.2g, below %.2g",
                        -Math.expm1(latency.effect()) * 100, latency.pValue(-1), gainLevel))
                : Optional.empty();
    }

    private void measure(Trait trait) {
        NodeNumbers one =
                NodeNumbers.of(treated, trait.metric(), question.looks().done());
        NodeNumbers two = NodeNumbers.of(peers, trait.metric(), question.looks().done());
        if (one.count() > 0 && two.count() >= LEAST_PEERS) {
            found.put(trait, NodeDifference.of(one, two));
        }
    }

    private static List<Trait> traits(Question question) {
        List<Trait> traits = new ArrayList<>(List.of(Trait.THROUGHPUT, Trait.LATENCY, Trait.ERRORS));
        question.objectives().stream()
                .map(Objective::metric)
                .distinct()
                .filter(metric ->
                        traits.stream().noneMatch(trait -> trait.metric().equals(metric)))
                .toList()
                .forEach(metric -> traits.add(Trait.promised(metric)));
        return traits;
    }

    private static List<NodeSamples> cut(List<NodeSamples> nodes, Looks looks) {
        return nodes.stream()
                .map(node -> new NodeSamples(
                        node.node(),
                        node.before(),
                        node.after().stream()
                                .filter(sample -> sample.at().isBefore(looks.until()))
                                .toList()))
                .toList();
    }

    private static boolean isComplete(NodeSamples node, Question question) {
        int looks = question.looks().done();
        return PeerComparison.covers(node.before(), question.expected())
                && PeerComparison.covers(node.after(), question.expected() * looks);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
