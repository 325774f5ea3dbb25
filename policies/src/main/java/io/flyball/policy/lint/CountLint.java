package io.flyball.policy.lint;

import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.document.field.Written;
import java.util.List;

/** Counts, rates and budgets that contradict each other. */
final class CountLint {
    private static final String PATH = "spec.scaling";

    private CountLint() {}

    static void check(ScalingConfig scaling, Findings findings) {
        if (scaling.minInstances() == scaling.maxInstances()) {
            findings.warning(
                    "min-equals-max",
                    PATH + ".maxInstances",
                    scaling.maxInstances(),
                    "must be above minInstances for rules to matter",
                    "the count is always %d, whatever the %d rules want"
                            .formatted(scaling.maxInstances(), scaling.rules().size()),
                    "raise maxInstances, or leave out the section scaling");
        }
        directions(scaling, findings);
        growth(scaling, findings);
        schedules(scaling, findings);
        flapBudget(scaling, findings);
    }

    private static void directions(ScalingConfig scaling, Findings findings) {
        if (scaling.behavior().scaleDown().select() == Select.DISABLED) {
            List<ScalingRule> rules = scaling.rules();
            for (int i = 0; i < rules.size(); i++) {
                boolean release = rules.get(i) instanceof ScalingRule.Predictive rule && rule.release();
                if (release || rules.get(i) instanceof ScalingRule.Cost) {
                    findings.error(
                            "shrinking-disabled",
                            PATH + ".behavior.scaleDown.select",
                            "Disabled",
                            "must be Max or Min for rules[%d].%s to do anything"
                                    .formatted(i, rules.get(i).kind()),
                            "nothing ever shrinks, and that is all this rule can ask for",
                            "remove the rule or the select");
                }
            }
        }
        if (scaling.behavior().scaleUp().select() == Select.DISABLED
                && scaling.maxInstances() > scaling.minInstances()) {
            findings.warning(
                    "growth-disabled",
                    PATH + ".behavior.scaleUp.select",
                    "Disabled",
                    "must be Max or Min for the service to grow",
                    "the count can only fall, maxInstances is never reached again",
                    "remove the select, or lower maxInstances");
        }
    }

    /** The factor is a limit beside the policies; a policy that allows more than it says something that never happens. */
    private static void growth(ScalingConfig scaling, Findings findings) {
        List<Limit> policies = scaling.behavior().scaleUp().policies();
        if (policies.equals(PolicyDefaults.SCALE_UP.policies())) {
            return;
        }
        for (int i = 0; i < policies.size(); i++) {
            Limit limit = policies.get(i);
            double times = 1 + limit.value() / 100.0;
            if (limit.percent() && times > scaling.scalingFactor() + 1e-9) {
                findings.warning(
                        "unreachable-growth",
                        PATH + ".behavior.scaleUp.policies[" + i + "].percent",
                        limit.value(),
                        "must be at most " + Written.number(Math.floor((scaling.scalingFactor() - 1) * 100 + 1e-6)),
                        "scalingFactor %s ends a step before x%s"
                                .formatted(Written.number(scaling.scalingFactor()), Written.number(times)),
                        "raise scalingFactor, or lower the percent");
            }
        }
    }

    private static void schedules(ScalingConfig scaling, Findings findings) {
        List<ScalingRule> rules = scaling.rules();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i) instanceof ScalingRule.Schedule schedule) {
                String path = PATH + ".rules[" + i + "].schedule.minInstances";
                if (schedule.minInstances() > scaling.maxInstances()) {
                    findings.error(
                            "schedule-above-max",
                            path,
                            schedule.minInstances(),
                            "must be at most maxInstances (" + scaling.maxInstances() + ")",
                            "the schedule asks for more than is ever allowed",
                            "raise maxInstances, or lower this");
                } else if (schedule.minInstances() <= scaling.minInstances()) {
                    findings.warning(
                            "schedule-without-effect",
                            path,
                            schedule.minInstances(),
                            "must be above minInstances (" + scaling.minInstances() + ")",
                            "there are always that many",
                            "raise this, or remove the rule");
                }
            }
        }
    }

    private static void flapBudget(ScalingConfig scaling, Findings findings) {
        int range = scaling.maxInstances() - scaling.minInstances();
        scaling.flapBudget()
                .filter(budget -> budget.actions() < range)
                .ifPresent(budget -> findings.warning(
                        "flap-budget-below-range",
                        PATH + ".flapBudget.actions",
                        budget.actions(),
                        "must be at least maxInstances - minInstances (" + range + ")",
                        "a rise from %d to %d takes %d starts, more than one %s allows"
                                .formatted(
                                        scaling.minInstances(),
                                        scaling.maxInstances(),
                                        range,
                                        Written.time(budget.per())),
                        "raise actions, or shorten per"));
    }
}
