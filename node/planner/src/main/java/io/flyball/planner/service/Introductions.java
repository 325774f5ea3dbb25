package io.flyball.planner.service;

import io.flyball.policy.tune.IdleHeap;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a node tells of its past: newer planners, trials of earlier ones, heap that was given back. */
final class Introductions {
    private Introductions() {}

    static void ask(Turn turn, NodeId node, Duration again, int most) {
        Instant asked = turn.asked.get(node);
        boolean due = asked == null || !turn.now.isBefore(asked.plus(again));
        if (due && (asked != null || turn.asked.size() < most)) {
            turn.asked.put(node, turn.now);
            turn.effects.add(new Effect.Introduce(node));
        }
    }

    static void fence(Turn turn, InForce inForce) {
        fence(turn, inForce.token());
    }

    /** Once a higher token is in use, nothing that this planner sends is obeyed. */
    static void fence(Turn turn, Token seen) {
        if (turn.token.isOlderThan(seen) && !turn.superseded) {
            turn.superseded = true;
            turn.effects.add(new Effect.Superseded(seen));
        }
    }

    /** Original values of a node whose heap was given back: as remembered, else worked out from what it runs with. */
    static List<Setting> givenBack(Node node) {
        boolean tight = IdleHeap.isGivenBack(node.inForce().settings());
        if (node.givenBack().isEmpty()) {
            return tight ? IdleHeap.originals(node.inForce().settings(), node.capabilities()) : List.of();
        }
        boolean forgotten =
                node.inForce().settings().isEmpty() && node.inForce().trial().isEmpty();
        return forgotten ? List.of() : node.givenBack(); // a new JVM under the same name starts with its own settings
    }

    /** A trial that no one here judges is undone: its planner is gone, or its end was lost. */
    static void undoForeignTrial(Turn turn, Node node) {
        InForce has = node.inForce();
        boolean own = turn.trial.filter(trial -> trial.touches(node.id())).isPresent();
        if (has.trial().isEmpty() || own || turn.superseded || turn.pending.containsKey(node.id())) {
            return;
        }
        Settle revert = new Settle(0, turn.token, has.revision(), Ending.REVERT, 0);
        DecisionRecord decision = turn.decide(
                kind(has.trial()),
                has.trial().get(0).knob(),
                List.of(node.id()),
                Turn.words(has.trial()),
                "what was in force",
                List.of("trial of planner %s, which this one did not begin and cannot judge: undone"
                        .formatted(has.token())),
                Map.of(),
                Outcome.REVERTED,
                has.revision());
        turn.pending.put(node.id(), new Pending(revert, has.revision(), turn.now, Optional.of(decision.id())));
        turn.send(node.id(), revert);
    }

    static void settlePending(Turn turn, NodeId node, long revision, CommandOutcome outcome, String detail) {
        Pending pending = turn.pending.get(node);
        if (pending == null || pending.revision() != revision) {
            return;
        }
        turn.pending.remove(node);
        turn.nodes.find(node).ifPresent(known -> turn.nodes = turn.nodes.with(known.changed(turn.now)));
        if (!outcome.isSuccess()) {
            failed(turn, node, pending, node + " answered " + outcome + (detail.isEmpty() ? "" : ": " + detail));
        }
    }

    /** Sends again what was not answered; gives up after a while, and then says so. */
    static void repeatPending(Turn turn, Duration giveUpAfter) {
        for (Map.Entry<NodeId, Pending> entry : List.copyOf(turn.pending.entrySet())) {
            Pending pending = entry.getValue();
            if (pending.since().plus(giveUpAfter).isBefore(turn.now)) {
                turn.pending.remove(entry.getKey());
                failed(turn, entry.getKey(), pending, "no answer from " + entry.getKey());
            } else {
                turn.send(entry.getKey(), pending.message());
            }
        }
    }

    private static void failed(Turn turn, NodeId node, Pending pending, String why) {
        boolean heap = pending.message() instanceof LinkMessage.Command command
                && command.settings().stream()
                        .anyMatch(setting -> setting.knob().startsWith("jvm."));
        turn.decide(
                heap ? Kind.MEMORY : Kind.THREADS,
                heap ? Heaps.SUBJECT : "settings",
                List.of(node),
                "",
                "",
                List.of(why, "of decision " + pending.decision().orElse("unknown")),
                Map.of(),
                Outcome.FAILED,
                pending.revision());
    }

    private static Kind kind(List<Setting> settings) {
        String knob = settings.get(0).knob();
        if (knob.startsWith("jvm.")) {
            return Kind.MEMORY;
        }
        return knob.startsWith(Knobs.HIKARI_MAX_POOL_SIZE) ? Kind.CONNECTIONS : Kind.THREADS;
    }
}
