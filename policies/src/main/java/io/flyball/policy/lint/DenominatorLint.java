package io.flyball.policy.lint;

import io.flyball.policy.document.MemoryOptimization;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.document.VerticalConfig;
import io.flyball.protocol.model.Metrics;
import java.util.List;
import java.util.Set;

/**
 * Utilization is a quotient. Where a vertical rule moves what it is divided by, the horizontal rule answers to the vertical
 * one instead of to the load, and the two push each other: Kubernetes' documented conflict of HPA and VPA.
 */
final class DenominatorLint {
    private static final String NAME = "moving-denominator";
    private static final Set<String> REQUESTED = Set.of(Metrics.CPU_CORES, Metrics.RSS, Metrics.CPU);

    private DenominatorLint() {}

    static void check(Policy policy, ScalingConfig scaling, Findings findings) {
        List<ScalingRule> rules = scaling.rules();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i) instanceof ScalingRule.Resource rule) {
                String path = "spec.scaling.rules[" + i + "].resource";
                policy.vertical().ifPresent(vertical -> requests(path, rule, vertical, findings));
                policy.memory().ifPresent(memory -> heap(path, rule, memory, findings));
            }
        }
    }

    private static void requests(String path, ScalingRule.Resource rule, VerticalConfig vertical, Findings findings) {
        if (!REQUESTED.contains(rule.metric())
                || rule.request().isEmpty() && !rule.metric().equals(Metrics.CPU)) {
            return;
        }
        String field = rule.request().isPresent() ? path + ".request" : path + ".metric";
        String value =
                rule.request().isPresent() ? String.valueOf(rule.request().getAsDouble()) : rule.metric();
        String absolute = rule.metric().equals(Metrics.RSS) ? Metrics.RSS : Metrics.CPU_CORES;
        String mend = "use load: {metric: %s, perInstance: N}, which no request moves".formatted(absolute);
        if (vertical.apply()) {
            findings.error(
                    NAME,
                    field,
                    value,
                    "must not be what spec.vertical changes",
                    "spec.vertical.apply moves the request that this utilization is divided by",
                    mend);
        } else {
            findings.warning(
                    NAME,
                    field,
                    value,
                    "must be kept when a recommended request is adopted",
                    "who adopts what spec.vertical recommends moves the request that this utilization is divided by",
                    mend);
        }
    }

    private static void heap(String path, ScalingRule.Resource rule, MemoryOptimization memory, Findings findings) {
        if (rule.metric().equals(Metrics.HEAP_LIVE_RATIO) && memory.heap().isPresent()) {
            findings.error(
                    NAME,
                    path + ".metric",
                    rule.metric(),
                    "must not be what spec.memory changes",
                    "spec.memory.maximum lets the heap grow, which lowers the ratio without any less load",
                    "use load: {metric: heap.live, perInstance: N}, or leave the size of the heap alone");
        }
    }
}
