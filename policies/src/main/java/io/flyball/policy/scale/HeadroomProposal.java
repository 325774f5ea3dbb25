package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingRule.Headroom;
import io.flyball.policy.headroom.Upper;

/**
 * Count for what the load may rise to while an instance starts: {@code ceil(upper / per instance)}.
 *
 * <p>Example: 3.2 busy instances now, at most 5.1 within 150 s, 0.9 per instance: 6.
 */
final class HeadroomProposal {
    private HeadroomProposal() {}

    static Proposal of(Headroom rule, Upper upper) {
        String metric = "headroom of " + rule.metric();
        if (!Double.isFinite(upper.load())) {
            return Proposal.failed(metric + ": " + upper.reason());
        }
        if (!upper.isKnown()) {
            return Proposal.abstained(metric + ": not used: " + upper.reason());
        }
        int needed = Replicas.ceil(upper.value() / rule.perInstance());
        return Proposal.of(
                needed,
                "%s: %s now, at most %s while instances start (%s %%; %s), %s per instance -> %d"
                        .formatted(
                                metric,
                                Numbers.show(upper.load()),
                                Numbers.show(upper.value()),
                                Numbers.show(rule.quantile() * 100),
                                upper.reason(),
                                Numbers.show(rule.perInstance()),
                                needed));
    }
}
