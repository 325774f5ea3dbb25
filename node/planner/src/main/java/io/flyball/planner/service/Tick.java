package io.flyball.planner.service;

import io.flyball.planner.service.Trial.Purpose;
import io.flyball.policy.document.MemoryOptimization;
import io.flyball.policy.document.Policy;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The order of one tick: repair, judge, restore, count, tune. */
final class Tick {
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(1);

    private Tick() {}

    static void run(Turn turn) {
        forget(turn);
        if (turn.superseded) {
            return;
        }
        Introductions.repeatPending(turn, GIVE_UP_AFTER);
        whyTrialMustEnd(turn)
                .ifPresent(why -> Trials.undo(turn, Outcome.REVERTED, false, Optional.empty(), List.of(why)));
        Trials.tick(turn);
        Optional<Policy> policy = turn.policy;
        policy.flatMap(Policy::scaling).ifPresent(scaling -> Instances.tick(turn, scaling));
        policy.flatMap(Policy::threads).ifPresent(threads -> Threads.tick(turn, threads));
        Connections.tick(turn, policy.map(Policy::connections).orElse(List.of()));
        policy.flatMap(Policy::memory).ifPresent(memory -> SoftHeaps.tick(turn, memory));
        policy.flatMap(Policy::memory).flatMap(MemoryOptimization::cache).ifPresent(cache -> Caches.tick(turn, cache));
        Heaps.tick(turn, policy.flatMap(Policy::memory));
        policy.ifPresent(has -> {
            Alarms.tick(turn, has);
            Limits.tick(turn);
            SetTimes.tick(turn, has);
            has.vertical().ifPresent(vertical -> Requests.tick(turn, vertical));
        });
        Instances.repeat(turn);
    }

    /** Nodes that are cut off for long, and agents whose instances were replaced, are no longer waited for. */
    private static void forget(Turn turn) {
        for (Node node : turn.nodes) {
            if (!node.linked()
                    && node.lastSeen().plus(PlannerState.FORGET_AFTER).isBefore(turn.now)) {
                turn.nodes = turn.nodes.without(node.id());
                turn.pending.remove(node.id());
                Trials.exited(turn, node.id(), "not seen for " + PlannerState.FORGET_AFTER.toMinutes() + " minutes");
            }
        }
        turn.unsettled.values().removeIf(until -> until.isBefore(turn.now));
        turn.asked.values().removeIf(at -> at.plus(PlannerState.FORGET_AFTER).isBefore(turn.now));
    }

    private static Optional<String> whyTrialMustEnd(Turn turn) {
        if (turn.trial.isEmpty()) {
            return Optional.empty();
        }
        boolean wanted = isWanted(turn, turn.trial.get());
        return turn.blocked()
                .map(why -> why + ": the running trial is undone")
                .or(() -> wanted ? Optional.empty() : Optional.of("the policy no longer manages this: undone"));
    }

    private static boolean isWanted(Turn turn, Trial trial) {
        if (trial.purpose() == Purpose.GIVE_BACK) {
            return Heaps.isWanted(turn.policy.flatMap(Policy::memory));
        }
        return trial.hasOwnValues()
                ? Tuned.isWanted(turn, trial)
                : turn.policy
                        .flatMap(Policy::threads)
                        .filter(threads -> threads.knob().equals(trial.subject()))
                        .isPresent();
    }
}
