package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingRule.Predictive;

/**
 * Count for what is forecast: {@code ceil(upper / per instance)}. It adds, and takes away only where the policy allows it
 * and the forecast has proven itself there.
 *
 * <p>Example: at most 1,900 req/s within 4 minutes in 95 % of the cases, 400 per instance: 5. With 8 running that is a
 * floor for the other rules; with leave to release it is a count of its own, and no stabilization window holds the 8.
 */
final class PredictiveProposal {
    private PredictiveProposal() {}

    /** @param perInstance what one instance takes of the metric; NaN when that is not known */
    static Proposal of(Predictive rule, Expected expected, double perInstance, int current) {
        String metric = "forecast of " + rule.metric();
        if (!expected.isQualified()) {
            return Proposal.abstained(metric + ": not used: " + expected.reason());
        }
        if (!Double.isFinite(expected.upper())) {
            return Proposal.abstained(metric + ": not used: it is no number");
        }
        if (!(perInstance > 0)) {
            return Proposal.abstained(metric + ": not used: what one instance takes is not known");
        }
        int needed = Replicas.ceil(expected.upper() / perInstance);
        String said = "%s: %s expected, at most %s (%.0f %%) within %d s, %s per instance -> %d"
                .formatted(
                        metric,
                        Numbers.show(expected.value()),
                        Numbers.show(expected.upper()),
                        rule.quantile() * 100,
                        expected.horizon().toSeconds(),
                        Numbers.show(perInstance),
                        needed);
        if (needed >= current) {
            return Proposal.of(needed, said);
        }
        if (rule.release() && expected.isProvenToRelease()) {
            return Proposal.releasing(needed, said + ", may release: " + expected.reason());
        }
        return Proposal.floor(
                needed, said + (rule.release() ? ", may only add: " + expected.reason() : ", may only add"));
    }
}
