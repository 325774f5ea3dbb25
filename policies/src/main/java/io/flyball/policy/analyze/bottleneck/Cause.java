package io.flyball.policy.analyze.bottleneck;

import java.util.List;

/**
 * One possible cause with all that was read for it.
 *
 * @param confidence [0, 1], after symptoms were told from causes
 * @param evidence strongest reading first
 * @param missing metrics that would have been looked at; they lower the confidence
 * @param summary the evidence in one line, with what would help
 */
public record Cause(
        Bottleneck bottleneck, double confidence, List<Evidence> evidence, List<String> missing, String summary) {
    public Cause {
        evidence = List.copyOf(evidence);
        missing = List.copyOf(missing);
    }
}
