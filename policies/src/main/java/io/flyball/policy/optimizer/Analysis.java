package io.flyball.policy.optimizer;

import java.util.List;
import java.util.Map;

/**
 * What an optimizer found out.
 *
 * @param figures by name, finite; what is not known is left out. They become inputs of the decisions that follow
 * @param findings in words, with the numbers
 */
public record Analysis(Map<String, Double> figures, List<String> findings) {
    public static final Analysis NOTHING = new Analysis(Map.of(), List.of());

    public Analysis {
        figures = Map.copyOf(figures);
        findings = List.copyOf(findings);
    }
}
