package io.flyball.policy.lint;

import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.document.field.Written;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Times that are over before what they wait for has happened. */
final class TimeLint {
    private static final String WINDOW = "window-shorter-than-start";

    private TimeLint() {}

    static void check(Policy policy, ScalingConfig scaling, Findings findings) {
        scaling.startTime().ifPresent(start -> start(policy, scaling, start, findings));
        List<ScalingRule> rules = scaling.rules();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i) instanceof ScalingRule.Predictive rule) {
                season("spec.scaling.rules[" + i + "].predictive", rule, policy, findings);
            }
        }
    }

    private static void start(Policy policy, ScalingConfig scaling, Duration start, Findings findings) {
        String takes = "an instance takes " + Written.time(start) + " to start";
        Duration pause = longer(scaling.cooldownPeriod(), scaling.settle());
        if (pause.compareTo(start) < 0) {
            tooShort(
                    "spec.scaling.cooldownPeriod",
                    scaling.cooldownPeriod(),
                    start,
                    takes + ": the count changes again before the last change had an effect",
                    "raise cooldownPeriod or settle to at least " + Written.time(start),
                    findings);
        }
        Duration window = scaling.behavior().scaleDown().stabilization();
        if (window.compareTo(start) < 0) {
            tooShort(
                    "spec.scaling.behavior.scaleDown.stabilization",
                    window,
                    start,
                    takes + ": what is stopped in a dip of " + Written.time(window)
                            + " is missing for longer than that",
                    "raise it to at least " + Written.time(start),
                    findings);
        }
        Duration judged = policy.validation().settle().plus(policy.validation().window());
        if (judged.compareTo(start) < 0) {
            tooShort(
                    "spec.validation.window",
                    policy.validation().window(),
                    start,
                    takes + ": a change is judged after " + Written.time(judged)
                            + ", while instances started with it still warm up",
                    "raise validation.settle or window by " + Written.time(start.minus(judged)),
                    findings);
        }
        horizons(scaling.rules(), start, takes, findings);
    }

    private static void horizons(List<ScalingRule> rules, Duration start, String takes, Findings findings) {
        for (int i = 0; i < rules.size(); i++) {
            ScalingRule rule = rules.get(i);
            Optional<Duration> horizon = horizon(rule);
            if (horizon.isPresent() && horizon.get().compareTo(start) < 0) {
                findings.error(
                        "horizon-shorter-than-start",
                        "spec.scaling.rules[" + i + "]." + rule.kind() + ".horizon",
                        Written.time(horizon.get()),
                        "must be at least startTime (" + Written.time(start) + ")",
                        takes + ": one that is ordered for the forecast comes too late",
                        "use horizon: startTime");
            }
        }
    }

    private static Optional<Duration> horizon(ScalingRule rule) {
        if (rule instanceof ScalingRule.Predictive predictive) {
            return predictive.horizon();
        }
        return rule instanceof ScalingRule.Headroom headroom ? headroom.horizon() : Optional.empty();
    }

    private static void season(String path, ScalingRule.Predictive rule, Policy policy, Findings findings) {
        Duration retention = policy.monitoring().retention();
        rule.season()
                .filter(season -> season.multipliedBy(2).compareTo(retention) > 0)
                .ifPresent(season -> findings.error(
                        "retention-shorter-than-season",
                        path + ".season",
                        Written.time(season),
                        "must be at most half of monitoring.retention (" + Written.time(retention) + ")",
                        "two whole seasons are needed to prove a forecast, and history ends before",
                        "raise monitoring.retention to at least " + Written.time(season.multipliedBy(2))));
    }

    private static void tooShort(
            String path, Duration value, Duration start, String why, String mend, Findings findings) {
        findings.warning(
                WINDOW,
                path,
                Written.time(value),
                "must be at least startTime (" + Written.time(start) + ")",
                why,
                mend);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
