package io.flyball.server.http.answer;

import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Verdict;
import java.util.List;

/** Measured effect of a decision; impacts are relative, positive is better. */
public record FeedbackAnswer(
        WindowAnswer before,
        WindowAnswer after,
        Double performanceImpact,
        Double costImpact,
        Double reliabilityImpact,
        Verdict verdict,
        List<String> reasons) {
    static FeedbackAnswer of(OptimizationFeedback feedback) {
        return new FeedbackAnswer(
                WindowAnswer.of(feedback.before()),
                WindowAnswer.of(feedback.after()),
                Numbers.orAbsent(feedback.performanceImpact()),
                Numbers.orAbsent(feedback.costImpact()),
                Numbers.orAbsent(feedback.reliabilityImpact()),
                feedback.verdict(),
                feedback.reasons());
    }
}
