package io.flyball.policy.scale;

import io.flyball.policy.scale.Proposal.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The largest proposal wins. One that failed forbids shrinking but not growth, since the others may be right that more
 * is needed and nobody knows that less would do.
 *
 * @param wanted the winner, with the reason of every proposal
 * @param isDecided false: kept for want of readings, so nothing was wanted that should be remembered
 * @param isReleased a proposal is proven well enough to shrink without waiting
 */
record Combined(Decision wanted, boolean isDecided, boolean isReleased) {
    static Combined of(int current, List<Proposal> proposals) {
        List<String> reasons = new ArrayList<>();
        proposals.forEach(proposal -> reasons.add(proposal.reason()));
        int most = proposals.stream()
                .mapToInt(proposal -> proposal.replicas().orElse(-1))
                .max()
                .orElse(-1);
        boolean abstained = proposals.stream().anyMatch(proposal -> proposal.kind() == Kind.ABSTAINED);
        if (most < 0) {
            return kept(current, reasons, "no rule has a reading");
        }
        if (most < current && proposals.stream().anyMatch(Proposal::isFailed)) {
            return kept(current, reasons, "a rule has no reading, so nothing shrinks");
        }
        if (most < current && abstained && proposals.stream().noneMatch(Proposal::measures)) {
            return kept(current, reasons, "no rule measured anything, so nothing shrinks");
        }
        boolean released = proposals.stream().anyMatch(proposal -> proposal.kind() == Kind.RELEASE);
        return new Combined(new Decision(current, most, reasons), true, released);
    }

    private static Combined kept(int current, List<String> reasons, String why) {
        reasons.add(why + ": keep " + current);
        return new Combined(new Decision(current, current, reasons), false, false);
    }
}
