package io.flyball.planner.service;

import io.flyball.planner.service.Trial.Purpose;
import io.flyball.planner.service.Trials.Plan;
import io.flyball.policy.document.CacheOptimization;
import io.flyball.policy.document.ConnectionPool;
import io.flyball.policy.document.MemoryOptimization;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ValidationConfig;
import io.flyball.policy.guard.OneChange;
import io.flyball.policy.guard.TrialBudget;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.Knobs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all tuners have in common that give each node a value of its own: guards, one node first, advice told once. */
final class Tuned {
    private Tuned() {}

    /** No trial runs and no value spreads: a tuner may begin something. */
    static boolean isFree(Turn turn) {
        return turn.trial.isEmpty() && turn.rollout.isEmpty();
    }

    /** Serves, was not changed and was there throughout the window before now, and nothing is under way. */
    static boolean isReady(Turn turn, Node node) {
        ValidationConfig validation = turn.validation();
        Instant since = node.changedAt().isAfter(node.joinedAt()) ? node.changedAt() : node.joinedAt();
        return turn.isServing(node)
                && !turn.pending.containsKey(node.id())
                && node.givenBack().isEmpty()
                && !turn.now.minus(validation.window()).isBefore(since.plus(validation.settle()));
    }

    /** One node until a change of this subject was kept, then the policy's share of {@code all}. */
    static int step(Turn turn, String subject, int all) {
        return turn.tuning.proven().contains(subject)
                ? Math.max(1, (int) Math.floor(turn.validation().spread() * all))
                : 1;
    }

    /**
     * Begins the trial, or tells what stands against it.
     *
     * @param shrinks something gets less: then what is not seen stands against it
     */
    static void begin(
            Turn turn,
            Kind kind,
            String subject,
            Purpose purpose,
            boolean shrinks,
            List<Plan> plans,
            List<String> why) {
        String from = Turn.words(plans.get(0).originals());
        String to = Turn.words(plans.get(0).settings());
        ValidationConfig validation = turn.validation();
        Optional<String> stop = turn.blocked()
                .or(() ->
                        turn.isWarmingUp() ? Optional.of("warming up: the view is not complete yet") : Optional.empty())
                .or(() -> shrinks ? turn.sight().noShrink() : Optional.empty())
                .or(() -> new TrialBudget(validation.maxFailedTrials(), Trials.shortest(validation))
                        .spent(turn.now, turn.ledger.failures(subject)))
                .or(() -> OneChange.trial(turn.instancesMove()))
                .or(() -> Trials.unsettled(turn));
        if (stop.isPresent()) {
            List<String> reasons = new ArrayList<>(why);
            reasons.add(stop.get());
            turn.withhold(kind, subject, purpose + "-" + Topics.of(stop.get()), from, to, reasons);
            return;
        }
        Trials.begin(turn, kind, subject, purpose, 0, plans, from, to, why);
    }

    /** Something that no running node can be given, or that it does not offer: at most once a day with the same words. */
    static void advise(Turn turn, Kind kind, String subject, String topic, String from, String to, List<String> why) {
        String content = subject + "/" + Topics.of(topic);
        if (turn.tuning.isTold(content, turn.now)) {
            return;
        }
        turn.tuning = turn.tuning.told(content, turn.now);
        turn.decide(kind, subject, List.of(), from, to, why, Map.of(), Outcome.WITHHELD, 0);
    }

    /** The policy still wants what a trial of these purposes moves. */
    static boolean isWanted(Turn turn, Trial trial) {
        if (Optimizers.isWanted(turn, trial)) {
            return true;
        }
        Optional<MemoryOptimization> memory = turn.policy.flatMap(Policy::memory);
        if (trial.subject().equals(Knobs.SOFT_MAX_HEAP_SIZE)) {
            return memory.filter(SoftHeaps::isWanted).isPresent();
        }
        boolean pool = turn.policy.map(Policy::connections).orElse(List.of()).stream()
                .map(ConnectionPool::knob)
                .anyMatch(trial.subject()::equals);
        if (turn.policy
                .flatMap(Policy::threads)
                .filter(threads -> threads.knob().equals(trial.subject()))
                .isPresent()) {
            return true;
        }
        Optional<CacheOptimization> cache = memory.flatMap(MemoryOptimization::cache);
        return pool || cache.isPresent() && trial.subject().startsWith("app.");
    }
}
