package io.flyball.server.http.answer;

import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.NodeId;
import io.flyball.server.http.port.Decisions.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decision with all that explains it.
 *
 * @param version rises with every change of the same decision; absent where a planner shows its own copy
 * @param summary the decision in one sentence
 * @param effect {@code feedback} in words; absent while nothing was measured
 */
public record DecisionAnswer(
        String id,
        Long version,
        Instant at,
        String service,
        TokenAnswer token,
        long revision,
        String policy,
        DecisionRecord.Kind kind,
        String subject,
        List<String> nodes,
        String from,
        String to,
        List<String> reasons,
        Map<String, Double> inputs,
        DecisionRecord.Outcome outcome,
        Optional<FeedbackAnswer> feedback,
        String summary,
        Optional<String> effect) {
    public static DecisionAnswer of(Versioned stored) {
        return of(stored.decision(), stored.version());
    }

    static DecisionAnswer of(DecisionRecord decision) {
        return of(decision, null);
    }

    private static DecisionAnswer of(DecisionRecord decision, Long version) {
        return new DecisionAnswer(
                decision.id(),
                version,
                decision.at(),
                decision.service().value(),
                TokenAnswer.of(decision.token()),
                decision.revision(),
                decision.policy(),
                decision.kind(),
                decision.subject(),
                decision.nodes().stream().map(NodeId::value).toList(),
                decision.from(),
                decision.to(),
                decision.reasons(),
                Numbers.finite(decision.inputs()),
                decision.outcome(),
                decision.feedback().map(FeedbackAnswer::of),
                Summary.of(decision),
                Summary.effect(decision));
    }
}
