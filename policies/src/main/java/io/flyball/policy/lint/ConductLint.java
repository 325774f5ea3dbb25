package io.flyball.policy.lint;

import io.flyball.policy.automate.AlertRule;
import io.flyball.policy.document.AutomationConfig;
import io.flyball.policy.document.MonitoringConfig;
import io.flyball.policy.document.Objective;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.field.Written;
import java.util.List;
import java.util.TreeMap;

/** Promises, alerts and actions that nothing can ever touch. */
final class ConductLint {
    private static final double MINUTE = 60;

    private ConductLint() {}

    static void check(Policy policy, Findings findings) {
        for (int i = 0; i < policy.objectives().size(); i++) {
            objective("spec.objectives[" + i + "].below", policy.objectives().get(i), findings);
        }
        alerts(policy.monitoring(), findings);
        automation(policy.automation(), findings);
    }

    private static void objective(String path, Objective objective, Findings findings) {
        if (objective.below() > MetricRange.most(objective.metric())) {
            findings.warning(
                    "unbreakable-objective",
                    path,
                    Written.number(objective.below()),
                    "must be at most 1",
                    objective.metric() + " is a share and never above 100%: the promise guards nothing",
                    "write 1% or 0.01 for one percent");
        } else if (MetricRange.isTime(objective.metric()) && objective.below() >= MINUTE) {
            findings.warning(
                    "objective-in-seconds",
                    path,
                    Written.number(objective.below()),
                    "must be a latency that users would bear",
                    "a number without unit is in seconds: " + Written.number(objective.below()) + " s",
                    "write %sms for milliseconds".formatted(Written.number(objective.below())));
        }
    }

    private static void alerts(MonitoringConfig monitoring, Findings findings) {
        new TreeMap<>(monitoring.alertThresholds()).forEach((metric, value) -> {
            if (monitoring.alerts().stream().anyMatch(alert -> alert.metric().equals(metric) && alert.above())) {
                findings.warning(
                        "alert-twice",
                        "spec.monitoring.alertThresholds." + metric,
                        Written.number(value),
                        "must not stand in alerts as well",
                        "the same metric raises two alerts",
                        "keep the one in alerts");
            }
            bound("spec.monitoring.alertThresholds." + metric, metric, true, value, findings);
        });
        monitoring.alerts().forEach(alert -> threshold("spec.monitoring.alerts.", alert, findings));
    }

    private static void threshold(String prefix, AlertRule threshold, Findings findings) {
        String path = prefix + threshold.metric() + (threshold.above() ? ".above" : ".below");
        bound(path, threshold.metric(), threshold.above(), threshold.value(), findings);
        double least = MetricRange.least(threshold.metric());
        double most = MetricRange.most(threshold.metric());
        if (threshold.clear() < least || threshold.clear() > most) {
            findings.error(
                    "alert-never-ends",
                    prefix + threshold.metric() + ".clear",
                    Written.number(threshold.clear()),
                    "must be a value that the metric can come back to",
                    "%s stays between %s and %s"
                            .formatted(threshold.metric(), Written.number(least), Written.number(most)),
                    "leave clear out, or set it within that range");
        }
    }

    private static void bound(String path, String metric, boolean above, double value, Findings findings) {
        boolean never = above ? value >= MetricRange.most(metric) : value <= MetricRange.least(metric);
        if (never) {
            String end = Written.number(above ? MetricRange.most(metric) : MetricRange.least(metric));
            findings.error(
                    "unreachable-alert",
                    path,
                    Written.number(value),
                    "must be %s %s".formatted(above ? "below" : "above", end),
                    "%s is never %s %s".formatted(metric, above ? "above" : "below", Written.number(value)),
                    above ? "write 85% or 0.85 for a share" : "raise it");
        }
    }

    private static void automation(AutomationConfig automation, Findings findings) {
        automation.thresholds().forEach(one -> threshold("spec.automation.thresholds.", one, findings));
        boolean triggered =
                automation.schedule().isPresent() || !automation.thresholds().isEmpty();
        if (!automation.actions().isEmpty() && !triggered) {
            findings.warning(
                    "actions-never-run",
                    "spec.automation.actions",
                    names(automation),
                    "must have a schedule or thresholds",
                    "nothing ever makes them run",
                    "add schedule: \"0 2 * * *\", or thresholds");
        }
        if (automation.actions().isEmpty() && triggered) {
            findings.warning(
                    "nothing-to-run",
                    "spec.automation.actions",
                    "nothing",
                    "must have an action",
                    "the schedule or threshold comes and nothing is done",
                    "add actions: [{name: optimize}], or remove the schedule and thresholds");
        }
    }

    private static List<String> names(AutomationConfig automation) {
        return automation.actions().stream().map(action -> action.name()).toList();
    }
}
