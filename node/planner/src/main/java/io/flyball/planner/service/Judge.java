package io.flyball.planner.service;

import io.flyball.planner.service.Trial.Purpose;
import io.flyball.policy.document.Objective;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ThreadOptimization;
import io.flyball.policy.document.ValidationConfig;
import io.flyball.policy.tune.PoolMetrics;
import io.flyball.policy.validate.Looks;
import io.flyball.policy.validate.MemoryComparison;
import io.flyball.policy.validate.NodeSamples;
import io.flyball.policy.validate.Question;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.policy.validate.Validation;
import io.flyball.protocol.model.OptimizationFeedback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks {@code policy.validate} about a trial: which nodes, which windows. */
final class Judge {
    private static final int MOST_LOOKS = 100;

    private Judge() {}

    static OptimizationFeedback judge(Turn turn, Trial trial) {
        ValidationConfig validation = turn.validation();
        Instant from = trial.judgedFrom().plus(validation.settle());
        int expected = expected(turn);
        List<NodeSamples> treated = turn.nodes.stream()
                .filter(node -> trial.touches(node.id()))
                .map(node -> samples(turn, trial, node, from))
                .toList();
        List<Objective> objectives = turn.policy.map(Policy::objectives).orElse(List.of());
        if (trial.purpose() == Purpose.GIVE_BACK) {
            return MemoryComparison.judge(treated, expected, objectives);
        }
        List<NodeSamples> peers = turn.nodes.stream()
                .filter(node -> !trial.touches(node.id()) && isUntouched(turn, trial, node))
                .map(node -> samples(turn, trial, node, from))
                .toList();
        Aim aim = trial.purpose() == Purpose.GROW || trial.purpose() == Purpose.IMPROVE ? Aim.BETTER : Aim.NOT_WORSE;
        boolean pinned = isPinned(turn, trial, treated);
        return Validation.judge(
                new Question(aim, treated, peers, expected, objectives, pinned, looks(turn, trial)),
                validation.mode(),
                validation.falseRevertRate());
    }

    /** One look per whole window after the settling, until the trial is given up. */
    static Looks looks(Turn turn, Trial trial) {
        ValidationConfig validation = turn.validation();
        Instant from = trial.judgedFrom().plus(validation.settle());
        Duration left = Duration.between(from, trial.startedAt().plus(validation.maxDuration()));
        int planned = windows(left, validation);
        int done = Math.min(windows(Duration.between(from, turn.now), validation), planned);
        return new Looks(
                done, planned, from.plus(validation.window().multipliedBy(done)).plusMillis(1));
    }

    private static int windows(Duration span, ValidationConfig validation) {
        long window = Math.max(1, validation.window().toMillis());
        return (int) Math.max(1, Math.min(MOST_LOOKS, span.toMillis() / window));
    }

    /** Samples that a complete window has. */
    static int expected(Turn turn) {
        long interval = Math.max(1, turn.monitoring().interval().toMillis());
        return (int) Math.max(1, turn.validation().window().toMillis() / interval);
    }

    private static NodeSamples samples(Turn turn, Trial trial, Node node, Instant from) {
        Instant before = trial.startedAt().minus(turn.validation().window());
        return new NodeSamples(
                node.id().value(),
                node.window().between(before, trial.startedAt()),
                node.window().between(from, turn.now));
    }

    /** Serving now, and its settings did not change in either window. */
    private static boolean isUntouched(Turn turn, Trial trial, Node node) {
        Instant before = trial.startedAt().minus(turn.validation().window());
        return turn.isServing(node) && !node.changedAt().isAfter(before);
    }

    private static boolean isPinned(Turn turn, Trial trial, List<NodeSamples> treated) {
        double above = turn.policy
                .flatMap(Policy::threads)
                .map(ThreadOptimization::busyAbove)
                .orElse(1.0);
        PoolMetrics metrics = PoolMetrics.of(trial.subject());
        return treated.stream().allMatch(node -> metrics.busy(node.after()).orElse(0) >= above);
    }
}
