package io.flyball.policy.analyze.pattern;

import java.util.List;

/**
 * The pattern of a workload, and why.
 *
 * @param confidence how clearly the evidence says so, in [0, 1]; for comparison, no probability
 * @param reasons with the numbers; never empty
 */
public record PatternReport(Pattern pattern, double confidence, Evidence evidence, List<String> reasons) {
    public PatternReport {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons: must not be empty");
        }
    }
}
