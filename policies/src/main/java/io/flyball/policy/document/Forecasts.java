package io.flyball.policy.document;

import io.flyball.policy.document.ScalingRule.LearnedLoad;
import io.flyball.policy.document.ScalingRule.Load;
import io.flyball.policy.document.ScalingRule.Measured;
import io.flyball.policy.document.ScalingRule.Predictive;
import io.flyball.policy.document.ScalingRule.Resource;
import java.util.List;
import java.util.Optional;

/**
 * A predictive rule forecasts the metric of another rule, whose target says what one instance takes: that which it
 * names, else that of the first load rule, else that of the first resource rule.
 */
final class Forecasts {
    private Forecasts() {}

    static List<ScalingRule> resolve(Section scaling, List<ScalingRule> rules) {
        return rules.stream()
                .map(rule -> rule instanceof Predictive predictive ? resolve(scaling, predictive, rules) : rule)
                .toList();
    }

    private static ScalingRule resolve(Section scaling, Predictive rule, List<ScalingRule> rules) {
        Optional<Measured> basis = basis(rule.metric(), rules);
        if (basis.isEmpty()) {
            String wanted = rule.metric().isEmpty() ? "some metric" : rule.metric();
            scaling.problem("rules", "must have a load or resource rule of " + wanted + " for predictive to plan with");
            return rule;
        }
        return new Predictive(basis.get().metric(), rule.season(), rule.horizon(), rule.quantile(), rule.release());
    }

    private static Optional<Measured> basis(String metric, List<ScalingRule> rules) {
        Optional<Measured> load = of(metric, rules, true);
        return load.isPresent() ? load : of(metric, rules, false);
    }

    private static Optional<Measured> of(String metric, List<ScalingRule> rules, boolean load) {
        return rules.stream()
                .filter(rule -> load ? rule instanceof Load || rule instanceof LearnedLoad : rule instanceof Resource)
                .map(Measured.class::cast)
                .filter(rule -> metric.isEmpty() || rule.metric().equals(metric))
                .findFirst();
    }
}
