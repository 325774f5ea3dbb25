package io.flyball.policy.lint;

import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.document.field.Written;
import java.util.List;

/** Targets that no reading reaches. */
final class TargetLint {
    private TargetLint() {}

    static void check(ScalingConfig scaling, Findings findings) {
        List<ScalingRule> rules = scaling.rules();
        for (int i = 0; i < rules.size(); i++) {
            String path = "spec.scaling.rules[" + i + "]." + rules.get(i).kind();
            ScalingRule rule = rules.get(i);
            if (rule instanceof ScalingRule.Resource resource) {
                resource(path, resource, scaling, findings);
            } else if (rule instanceof ScalingRule.Load load) {
                load(path, load, scaling, findings);
            } else if (rule instanceof ScalingRule.LearnedLoad load && MetricRange.isShare(load.metric())) {
                findings.error(
                        "ratio-metric-with-average",
                        path + ".metric",
                        load.metric(),
                        "must be a metric that grows with the load",
                        load.metric() + " is a share: an instance has no capacity of it that could be learned",
                        "use resource: {metric: %s, target: 60%%}, or a load such as throughput"
                                .formatted(load.metric()));
            } else if (rule instanceof ScalingRule.Total total) {
                total(path, total, scaling, findings);
            } else if (rule instanceof ScalingRule.Headroom headroom) {
                headroom(path, headroom, findings);
            }
        }
    }

    /** {@code below: 90} where {@code below: 90%} was meant: one instance would do for anything. */
    private static void headroom(String path, ScalingRule.Headroom rule, Findings findings) {
        if (MetricRange.isShare(rule.metric()) && rule.perInstance() > 1) {
            findings.error(
                    "unreachable-threshold",
                    path + ".below",
                    Written.number(rule.perInstance()),
                    "must be at most 100%",
                    rule.metric() + " is a share: an instance never exceeds 1, so there is always room",
                    "write a percentage, e.g. below: 90%");
        }
    }

    private static void resource(String path, ScalingRule.Resource rule, ScalingConfig scaling, Findings findings) {
        double tolerance = scaling.behavior().scaleUp().tolerance();
        if (rule.request().isPresent()) {
            return;
        }
        if (!MetricRange.isShare(rule.metric()) && !rule.metric().startsWith("app.")) {
            findings.error(
                    "target-without-request",
                    path + ".metric",
                    rule.metric(),
                    "must be a share, or have a request",
                    rule.metric() + " is no share: its mean is not " + Written.share(rule.target()) + " of anything",
                    "add request: with what 100 % is per instance, or use load: {metric: " + rule.metric()
                            + ", perInstance: N}");
        }
        double needed = rule.target() * (1 + tolerance);
        if (needed >= 1) {
            findings.error(
                    "unreachable-threshold",
                    path + ".target",
                    Written.share(rule.target()),
                    "must be at most " + Written.share((Math.ceil(100 / (1 + tolerance)) - 1) / 100),
                    "with a tolerance of %s the service grows above %s only, and a share ends at 100%%"
                            .formatted(Written.share(tolerance), Written.share(needed)),
                    "lower the target, or behavior.scaleUp.tolerance");
        }
    }

    private static void load(String path, ScalingRule.Load rule, ScalingConfig scaling, Findings findings) {
        if (!MetricRange.isShare(rule.metric())) {
            return;
        }
        double needed = rule.perInstance() * (1 + scaling.behavior().scaleUp().tolerance());
        String instead = "use resource: {metric: %s, target: 60%%}".formatted(rule.metric());
        if (needed >= 1) {
            findings.error(
                    "ratio-metric-with-average",
                    path + ".perInstance",
                    Written.number(rule.perInstance()),
                    "must be below 1 with the tolerance",
                    "%s is a share: its mean per instance never exceeds 1, so %s is never exceeded"
                            .formatted(rule.metric(), Written.number(needed)),
                    instead);
        } else {
            findings.warning(
                    "ratio-metric-with-average",
                    path + ".metric",
                    rule.metric(),
                    "must be a metric that is shared out among instances",
                    rule.metric() + " is a share, and " + Written.number(rule.perInstance())
                            + " per instance means the same as a target",
                    instead);
        }
    }

    /** A share over a count of instances: ceil(1 / target) is the most that such a rule can ask for. */
    private static void total(String path, ScalingRule.Total rule, ScalingConfig scaling, Findings findings) {
        boolean bounded = MetricRange.isShare(rule.metric()) && rule.combine() == ScalingRule.Combine.MAX;
        if (!bounded) {
            return;
        }
        if (rule.perInstance() && Math.ceil(1 / rule.target()) < scaling.maxInstances()) {
            findings.error(
                    "ratio-metric-with-average",
                    path + ".perInstance",
                    Written.number(rule.target()),
                    "must be a part of a quantity that grows with the load",
                    "%s never exceeds 1: the rule can never ask for more than %s of maxInstances %d"
                            .formatted(
                                    rule.metric(),
                                    Written.number(Math.ceil(1 / rule.target())),
                                    scaling.maxInstances()),
                    "use resource: {metric: %s, target: %s}, or value: instead of perInstance:"
                            .formatted(rule.metric(), Written.share(Math.min(1, rule.target()))));
        }
        double needed = rule.target() * (1 + scaling.behavior().scaleUp().tolerance());
        if (!rule.perInstance() && needed >= 1) {
            findings.error(
                    "unreachable-threshold",
                    path + ".value",
                    Written.number(rule.target()),
                    "must be below 1 with the tolerance",
                    "%s is a share and never exceeds %s".formatted(rule.metric(), Written.number(needed)),
                    "lower the value");
        }
    }
}
