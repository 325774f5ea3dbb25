package io.flyball.planner.service;

import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Setting;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One change on some nodes that is not validated yet.
 *
 * <pre>
 * APPLYING --all answered--> JUDGING --PASS--> KEEPING --confirmed--> kept
 *     |                         |
 *     +-- refused, no answer ---+-- FAIL, no proof in time, freeze --> UNDOING --undone--> reverted or failed
 * </pre>
 *
 * @param decision id of its decision record
 * @param subject the knob, or {@link Heaps#SUBJECT}
 * @param startedAt when the commands were sent: the window before ends here
 * @param judgedFrom when the last node had applied it
 * @param ending what the decision becomes once the nodes are settled
 * @param counts whether its failure uses up the budget of the knob
 * @param closing reasons for the ending
 */
record Trial(
        String decision,
        DecisionRecord.Kind kind,
        String subject,
        Purpose purpose,
        long value,
        Map<NodeId, Leg> legs,
        Instant startedAt,
        Phase phase,
        Instant phaseSince,
        Instant judgedFrom,
        Optional<OptimizationFeedback> feedback,
        DecisionRecord.Outcome ending,
        boolean counts,
        List<String> closing) {
    enum Purpose {
        /** More threads on one node. */
        GROW,
        /** One node into the policy's bounds. */
        BOUNDS,
        /** A value that was kept on one node, to the next nodes. */
        SPREAD,
        GIVE_BACK,
        /** Values that differ by node and must show a gain. */
        IMPROVE,
        /** Values that differ by node and must do no harm. */
        ADJUST
    }

    enum Phase {
        APPLYING,
        JUDGING,
        KEEPING,
        UNDOING
    }

    enum LegState {
        SENT,
        APPLIED,
        /** Confirmed. */
        KEPT,
        /** Reverted, by command or because its lease ended, or never applied. */
        UNDONE
    }

    /** The part of a trial that one node has. */
    record Leg(long revision, List<Setting> settings, List<Setting> originals, LegState state) {
        Leg {
            settings = List.copyOf(settings);
            originals = List.copyOf(originals);
        }

        Leg now(LegState next) {
            return new Leg(revision, settings, originals, next);
        }
    }

    Trial {
        legs = Collections.unmodifiableMap(new TreeMap<>(legs)); // sent in the order of the nodes, in every process
        closing = List.copyOf(closing);
    }

    List<NodeId> nodes() {
        return legs.keySet().stream().sorted().toList();
    }

    boolean touches(NodeId node) {
        return legs.containsKey(node);
    }

    boolean allAre(LegState state) {
        return legs.values().stream().allMatch(leg -> leg.state() == state);
    }

    /** Each node may have another value, so that none of them spreads. */
    boolean hasOwnValues() {
        return purpose == Purpose.IMPROVE || purpose == Purpose.ADJUST;
    }

    /** There is no verdict yet. */
    boolean isOpen() {
        return phase == Phase.APPLYING || phase == Phase.JUDGING;
    }

    boolean isSettled() {
        return legs.values().stream().allMatch(leg -> leg.state() == LegState.KEPT || leg.state() == LegState.UNDONE);
    }

    Trial leg(NodeId node, LegState state) {
        Map<NodeId, Leg> next = new TreeMap<>(legs);
        next.computeIfPresent(node, (id, leg) -> leg.now(state));
        return new Trial(
                decision,
                kind,
                subject,
                purpose,
                value,
                next,
                startedAt,
                phase,
                phaseSince,
                judgedFrom,
                feedback,
                ending,
                counts,
                closing);
    }

    Trial judging(Instant now) {
        return new Trial(
                decision,
                kind,
                subject,
                purpose,
                value,
                legs,
                startedAt,
                Phase.JUDGING,
                now,
                now,
                feedback,
                ending,
                counts,
                closing);
    }

    Trial keeping(Instant now, OptimizationFeedback measured) {
        return new Trial(
                decision,
                kind,
                subject,
                purpose,
                value,
                legs,
                startedAt,
                Phase.KEEPING,
                now,
                judgedFrom,
                Optional.of(measured),
                DecisionRecord.Outcome.KEPT,
                false,
                measured.reasons());
    }

    Trial undoing(
            Instant now,
            DecisionRecord.Outcome outcome,
            boolean countsAsFailure,
            Optional<OptimizationFeedback> measured,
            List<String> why) {
        return new Trial(
                decision,
                kind,
                subject,
                purpose,
                value,
                legs,
                startedAt,
                Phase.UNDOING,
                now,
                judgedFrom,
                measured,
                outcome,
                countsAsFailure,
                why);
    }
}
