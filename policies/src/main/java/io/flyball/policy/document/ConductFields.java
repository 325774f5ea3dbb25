package io.flyball.policy.document;

import static io.flyball.policy.document.PolicyFields.DAY;
import static io.flyball.policy.document.PolicyFields.HOUR;
import static io.flyball.policy.document.PolicyFields.MOST_ELEMENTS;
import static io.flyball.policy.document.PolicyFields.count;
import static io.flyball.policy.document.PolicyFields.flag;
import static io.flyball.policy.document.PolicyFields.share;
import static io.flyball.policy.document.PolicyFields.time;

import io.flyball.policy.document.field.Field;
import io.flyball.policy.document.field.Field.Type;
import io.flyball.protocol.model.Metrics;
import java.time.Duration;

/** Fields of {@code spec.monitoring}, {@code validation}, {@code automation} and {@code rollout}. */
final class ConductFields {
    private static final double MOST_PARAMETERS = 16;

    private ConductFields() {}

    static Field monitoring() {
        return Field.section(
                "monitoring",
                "measuring and alerts",
                time("interval", Duration.ofMillis(100), HOUR, "time between two decisions of the planner")
                        .or(PolicyDefaults.INTERVAL),
                time("staleAfter", Duration.ofMillis(200), DAY, "an older sample counts as missing; else 3 intervals")
                        .or(PolicyDefaults.MONITORING.staleAfter()),
                time("retention", Duration.ofMinutes(1), Duration.ofDays(3650), "how long history is kept")
                        .or(PolicyDefaults.RETENTION),
                Field.map(
                        "alertThresholds",
                        "metric to the value above which an alert is due: the simple form of alerts",
                        Field.of("<metric>", Type.VALUE, "value above which an alert is due")
                                .in(-Double.MAX_VALUE, Double.MAX_VALUE)
                                .eg("0.85")),
                thresholds("alerts", "metric to bound, duration and hysteresis of an alert"));
    }

    private static Field thresholds(String name, String doc) {
        return Field.map(
                name,
                doc,
                Field.section(
                        "<metric>",
                        "one bound: above or below",
                        bound("above", "broken above this value; or below"),
                        bound("below", "broken below this value; or above"),
                        time("for", Duration.ZERO, DAY, "how long it must be broken")
                                .or(PolicyDefaults.ALERT_FOR),
                        bound("clear", "whole again at this value; else 10 % back")));
    }

    private static Field bound(String name, String doc) {
        return Field.of(name, Type.VALUE, doc)
                .in(-Double.MAX_VALUE, Double.MAX_VALUE)
                .eg("0.85");
    }

    static Field validation() {
        return Field.section(
                "validation",
                "how a trial is judged",
                time("settle", Duration.ZERO, HOUR, "time after a change that is not looked at")
                        .or(PolicyDefaults.SETTLE),
                time("window", Duration.ofMillis(300), Duration.ofMinutes(5), "time before and after that is compared")
                        .or(PolicyDefaults.WINDOW),
                time("maxDuration", Duration.ofMillis(1), DAY, "a trial that is not proven by then is undone")
                        .or(PolicyDefaults.MAX_DURATION),
                share("spread", 0.01, 1, "largest share of the nodes changed in one step after the first")
                        .or(PolicyDefaults.SPREAD),
                count("maxFailedTrials", 1, 1000, "of one knob within a day; then it rests")
                        .or(PolicyDefaults.MAX_FAILED_TRIALS),
                Field.of("mode", Type.CHOICE, "Flyball's sequential test, or Kayenta's judge")
                        .words("sequential", "kayenta")
                        .or("sequential"),
                share("falseRevertRate", 0.0001, 0.5, "share of harmless changes that may be reverted")
                        .or(PolicyDefaults.FALSE_REVERT_RATE));
    }

    static Field automation() {
        return Field.section(
                "automation",
                "what happens without a person",
                flag("enabled", PolicyDefaults.AUTOMATION.enabled(), "false decides and explains, but sends nothing"),
                Field.of("schedule", Type.CRON, "when the actions run; absent: at no set time")
                        .eg("\"0 0 2 * * ?\""),
                Field.of("timezone", Type.ZONE, "zone of the schedule").or(PolicyDefaults.ZONE.getId()),
                thresholds("thresholds", "metric to a bound that makes the actions run when it breaks"),
                Field.list("actions", "what is done, in this order", MOST_ELEMENTS, action()));
    }

    private static Field action() {
        return Field.section(
                "",
                "one action",
                Field.of("name", Type.CHOICE, "what to do; custom.<name> for an optimizer of your own")
                        .words(OptimizationAction.NAMES.stream().sorted().toArray(String[]::new))
                        .needed()
                        .eg("optimize"),
                Field.map(
                                "parameters",
                                "for the action",
                                Field.of("<name>", Type.SCALAR, "value").eg("threads"))
                        .in(0.0, MOST_PARAMETERS));
    }

    static Field rollout() {
        return Field.section(
                "rollout",
                "how a new revision of this policy spreads",
                Field.list(
                                "waves",
                                "nodes or shares, each not smaller than the one before",
                                MOST_ELEMENTS,
                                Field.of("", Type.WAVE, "one wave").eg("25%"))
                        .eg("[1, 25%, 100%]"),
                time("bake", Duration.ZERO, DAY, "time between two waves").or(PolicyDefaults.ROLLOUT.bake()),
                Field.section(
                        "judge",
                        "what is compared between waves",
                        Field.list(
                                        "metrics",
                                        "metrics that must not get worse",
                                        MOST_ELEMENTS,
                                        Field.of("", Type.METRIC, "one metric").eg(Metrics.LATENCY_P99))
                                .eg("[latency.p99, error.rate]")));
    }
}
