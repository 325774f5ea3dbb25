package io.flyball.policy.analyze.bottleneck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What limits one node.
 *
 * @param confidence in the answer, [0, 1]; 0 when there is not enough data
 * @param causes most likely first; with {@link Answer#NOTHING_LIMITS} those that come nearest
 * @param reasons the answer in words first, then what makes it less certain
 */
public record Diagnosis(Answer answer, double confidence, List<Cause> causes, List<String> reasons) {
    /** The three things that can be said. */
    public enum Answer {
        LIMITED,
        NOTHING_LIMITS,
        NOT_ENOUGH_DATA
    }

    public Diagnosis {
        causes = List.copyOf(causes);
        reasons = List.copyOf(reasons);
    }

    /** The cause that limits; empty when nothing does or it is not known. */
    public Optional<Bottleneck> first() {
        return answer == Answer.LIMITED ? Optional.of(causes.get(0).bottleneck()) : Optional.empty();
    }

    /** For people: the answer, then each cause with its evidence. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(reasons);
        for (Cause cause : causes) {
            lines.add(Words.of("%.2f  %s", cause.confidence(), cause.summary()));
            cause.evidence()
                    .forEach(evidence -> lines.add(Words.of(
                            "        %s = %s, counts from %s: %s",
                            evidence.metric(),
                            Words.number(evidence.value()),
                            Words.number(evidence.threshold()),
                            evidence.sentence())));
        }
        return lines;
    }
}
