package io.flyball.policy.validate;

import io.flyball.policy.document.ValidationConfig.Mode;
import io.flyball.protocol.model.OptimizationFeedback;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a change did good or harm, by the judge that the policy names.
 *
 * <p>The sequential judge needs at least {@value SequentialComparison#LEAST_PEERS} untouched nodes with complete windows,
 * since their spread tells how much nodes differ without any change. With fewer, statistics over nodes are impossible:
 * then {@link PeerComparison} decides by its fixed thresholds and the noise inside the nodes, and says so.
 */
public final class Validation {
    private Validation() {}

    /** @param falseRevertRate share of harmless changes that the sequential judge may revert over all looks, (0, 1) */
    public static OptimizationFeedback judge(Question question, Mode mode, double falseRevertRate) {
        return mode == Mode.KAYENTA
                ? KayentaComparison.judge(question)
                : SequentialComparison.judge(question, falseRevertRate).orElseGet(() -> ofFew(question));
    }

    private static OptimizationFeedback ofFew(Question question) {
        OptimizationFeedback feedback = PeerComparison.judge(question);
        List<String> reasons = new ArrayList<>();
        reasons.add(String.format(
                Locale.ROOT,
                "%d treated and %d untouched nodes are too few for statistics over nodes (%d untouched with complete windows"
                        + " are needed): judged by fixed thresholds and the noise inside the nodes, without a stated rate of"
                        + " false reverts",
                question.treated().size(),
                question.peers().size(),
                SequentialComparison.LEAST_PEERS));
        reasons.addAll(feedback.reasons());
        return new OptimizationFeedback(
                feedback.before(),
                feedback.after(),
                feedback.performanceImpact(),
                feedback.costImpact(),
                feedback.reliabilityImpact(),
                feedback.verdict(),
                reasons);
    }
}
