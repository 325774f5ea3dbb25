package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingRule.Cost;
import java.util.List;
import java.util.Locale;

/**
 * Shrinks only where it pays: {@code (share of the price saved) / (share of the service disturbed)}, both of the service
 * as it is, as in Karpenter's balanced consolidation.
 *
 * <p>Example: 8 instances, 6 wanted, 120 s to start and 30 s to drain: each of the 2 counts as 150/300 = 0.5. If 6 will
 * do for 20 minutes, a third of an hour's price of them is saved: 0.33/0.5 = 0.67, above 0.5: worth it.
 */
final class CostProposal {
    private CostProposal() {}

    /** @param others what the other rules want; only when they shrink the price has a say */
    static Proposal of(Cost rule, int current, List<Proposal> others, Disruption disruption) {
        int wanted = Combined.of(current, others).wanted().desired();
        if (wanted >= current) {
            return Proposal.floor(0, "cost: nothing is to shrink");
        }
        int fewer = current - wanted;
        double score = disruption.saved() / disruption.each();
        boolean isWorthIt = score >= rule.minSavingToDisruption();
        String said = String.format(
                Locale.ROOT,
                "cost: %d fewer save %s an hour for about %d min; saving to disruption %.2f, at least %s",
                fewer,
                Numbers.show(fewer * rule.instancePerHour()),
                disruption.hold().toMinutes(),
                score,
                Numbers.show(rule.minSavingToDisruption()));
        return isWorthIt
                ? Proposal.floor(0, said + ": worth it")
                : Proposal.floor(current, said + ": not worth it -> " + current);
    }
}
