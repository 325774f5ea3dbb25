package io.flyball.protocol.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that explains one decision. Stored when the decision is made and again, under the same
 * id, when its effect is measured.
 *
 * @param id {@code <service>-<term>-<number>}, ordered within a service
 * @param at when it was decided, by the planner's clock
 * @param service the service
 * @param token of the planner that decided
 * @param revision of the command it led to; 0 when none
 * @param policy name and revision of the policy, e.g. {@code checkout#3}
 * @param kind what sort of decision
 * @param subject what it moves: {@code instances} or a knob
 * @param nodes the nodes it touches; empty for instance counts
 * @param from value before, in words
 * @param to value wanted, in words
 * @param reasons proposals and guards, in the order in which they spoke
 * @param inputs the numbers it was based on
 * @param outcome where it stands
 * @param feedback measured effect, once known
 */
public record DecisionRecord(
        String id,
        Instant at,
        ServiceName service,
        Token token,
        long revision,
        String policy,
        Kind kind,
        String subject,
        List<NodeId> nodes,
        String from,
        String to,
        List<String> reasons,
        Map<String, Double> inputs,
        Outcome outcome,
        Optional<OptimizationFeedback> feedback) {

    /** What a decision moves. */
    public enum Kind {
        INSTANCES,
        THREADS,
        MEMORY,
        CONNECTIONS,
        CUSTOM,
        /** Nothing moves: something that people should know. */
        ALERT
    }

    /** Life of a decision. */
    public enum Outcome {
        /** A guard or missing data stopped it. */
        WITHHELD,
        /** Commands sent; the effect is not judged yet. */
        TRIAL,
        /** Judged better, or not worse where that is the aim: in force. */
        KEPT,
        /** Judged worse or not proven in time: undone. */
        REVERTED,
        /** The node refused or failed; nothing changed. */
        FAILED,
        /** Done and not subject to a trial (instance counts, restores). */
        APPLIED,
        /** There was nothing to do but to say so. */
        TOLD
    }

    public DecisionRecord {
        nodes = List.copyOf(nodes);
        reasons = List.copyOf(reasons);
        inputs = Map.copyOf(inputs);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons: must not be empty");
        }
    }
}
