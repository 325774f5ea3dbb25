package io.flyball.policy.document;

import static io.flyball.policy.document.PolicyFields.DAY;
import static io.flyball.policy.document.PolicyFields.HOUR;
import static io.flyball.policy.document.PolicyFields.MOST_ELEMENTS;
import static io.flyball.policy.document.PolicyFields.count;
import static io.flyball.policy.document.PolicyFields.flag;
import static io.flyball.policy.document.PolicyFields.metric;
import static io.flyball.policy.document.PolicyFields.number;
import static io.flyball.policy.document.PolicyFields.share;
import static io.flyball.policy.document.PolicyFields.time;

import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.field.Field;
import io.flyball.policy.document.field.Field.Type;
import io.flyball.protocol.model.Metrics;
import java.time.Duration;

/** Fields of {@code spec.scaling}. */
final class ScalingFields {
    static final int MOST_INSTANCES = 100_000;
    static final String LEARNED = "learned";
    static final String AUTO = "auto";
    static final String START_TIME = "startTime";
    private static final double MOST_LIMITS = 16;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private ScalingFields() {}

    static Field scaling() {
        return Field.section(
                "scaling",
                "number of instances",
                count("minInstances", 1, MOST_INSTANCES, "fewest instances").or(PolicyDefaults.MIN_INSTANCES),
                count("maxInstances", 1, MOST_INSTANCES, "most instances: it bounds the cost")
                        .needed()
                        .eg("10"),
                number(
                                "scalingFactor",
                                1.01,
                                MOST_INSTANCES,
                                "at most this times the count in one step up, but always one more")
                        .or(PolicyDefaults.SCALING_FACTOR)
                        .eg("1.5"),
                time("cooldownPeriod", Duration.ZERO, DAY, "no second change of the count within it")
                        .or(PolicyDefaults.COOLDOWN),
                time(
                                "settle",
                                Duration.ZERO,
                                HOUR,
                                "nothing shrinks on samples of this time after a change of the count")
                        .or(PolicyDefaults.SCALING_SETTLE),
                flapBudget(),
                time(
                                START_TIME,
                                Duration.ofMillis(1),
                                HOUR,
                                "from the order to a ready and warm instance; else measured")
                        .eg("45s"),
                Field.list("rules", "the largest proposal wins, then the guards", MOST_ELEMENTS, rule())
                        .needed()
                        .eg("[{resource: {metric: cpu, target: 60%}}]"),
                Field.section(
                        "behavior",
                        "rates and windows in the words of HPA v2",
                        direction("scaleUp", "growing", PolicyDefaults.SCALE_UP),
                        direction("scaleDown", "shrinking", PolicyDefaults.SCALE_DOWN)));
    }

    private static Field flapBudget() {
        return Field.section(
                "flapBudget",
                "most starts and stops of instances; absent: unlimited",
                count("actions", 1, 1_000_000, "starts plus stops").needed().eg("20"),
                time("per", Duration.ofMinutes(1), DAY, "in any span of this length")
                        .or(PolicyDefaults.FLAP_PER));
    }

    private static Field rule() {
        return Field.oneOf(
                "",
                "one way to propose a count",
                resource(),
                load(),
                total(),
                predictive(),
                headroom(),
                cost(),
                schedule());
    }

    private static Field resource() {
        return Field.section(
                "resource",
                "keep the mean of a ratio at the target, as HPA's Utilization",
                metric("a ratio, or any metric with a request").needed(),
                share("target", 0.01, 100, "wanted mean; above 100% only with a request")
                        .needed()
                        .eg("60%"),
                Field.of("request", Type.VALUE, "what 100 % of an absolute metric is per instance")
                        .in(Double.MIN_VALUE, 1e15)
                        .eg("0.5"));
    }

    private static Field load() {
        return Field.section(
                "load",
                "keep the mean of any metric per instance at a value, as HPA's AverageValue",
                metric("an absolute metric").eg(Metrics.THROUGHPUT).needed(),
                Field.of("perInstance", Type.VALUE, "wanted mean per instance")
                        .in(0.001, 1e15)
                        .words(LEARNED)
                        .needed()
                        .eg("400"),
                share("atLeastConfidence", 0, 1, "a learned capacity that is known less well is not used")
                        .or(PolicyDefaults.AT_LEAST_CONFIDENCE),
                share("headroom", 0, 0.9, "share of a learned capacity that is kept free")
                        .or(PolicyDefaults.HEADROOM),
                Field.of("meanwhile", Type.VALUE, "per instance while nothing is learned; else the rule is silent")
                        .in(0.001, 1e15)
                        .eg("200"));
    }

    private static Field total() {
        return Field.section(
                "total",
                "one value for the whole service, as HPA's Object and External",
                metric("e.g. the length of a queue").eg("app.orders.queued").needed(),
                Field.of("value", Type.VALUE, "wanted value of the whole (Value); or perInstance")
                        .in(0.001, 1e15)
                        .eg("1000"),
                Field.of("perInstance", Type.VALUE, "wanted value per instance (AverageValue); or value")
                        .in(0.001, 1e15)
                        .eg("30"),
                Field.of("combine", Type.CHOICE, "max: all instances report the same value; sum: each its part")
                        .words("max", "sum")
                        .or("max"));
    }

    private static Field predictive() {
        return Field.section(
                "predictive",
                "count for what a metric will be; used only while it beats the seasonal naive forecast",
                metric("metric of another rule, whose target it uses; else that of the first")
                        .eg(Metrics.THROUGHPUT),
                time("season", Duration.ofMinutes(1), Duration.ofDays(31), "length of one period")
                        .words(AUTO)
                        .or(AUTO),
                time("horizon", Duration.ofSeconds(1), DAY, "how far ahead")
                        .words(START_TIME)
                        .or(START_TIME),
                share("quantile", 0.5, 0.999, "quantile of the forecast that is planned for")
                        .or(PolicyDefaults.QUANTILE),
                flag("release", PolicyDefaults.RELEASE, "where proven, the forecast may also shrink"));
    }

    private static Field headroom() {
        return Field.section(
                "headroom",
                "stay below a limit even if the load rises while instances start, as it did before",
                metric("metric whose rises are learned").needed(),
                Field.of("below", Type.VALUE, "what one instance must not exceed, e.g. 90% of its processors")
                        .in(0.001, 1e15)
                        .needed()
                        .eg("90%"),
                share("quantile", 0.5, 0.9999, "share of the past rises that would have been covered")
                        .or(PolicyDefaults.HEADROOM_QUANTILE),
                time("horizon", Duration.ofSeconds(1), DAY, "how far ahead")
                        .words(START_TIME)
                        .or(START_TIME));
    }

    private static Field cost() {
        return Field.section(
                "cost",
                "shrink where what it saves is worth what it disturbs",
                number("instancePerHour", 1e-9, 1e9, "price of one instance-hour, any currency")
                        .needed()
                        .eg("0.12"),
                number("minSavingToDisruption", 0, 1000, "least ratio of saved share to disturbed share")
                        .or(PolicyDefaults.MIN_SAVING_TO_DISRUPTION)
                        .eg("0.5"));
    }

    private static Field schedule() {
        return Field.section(
                "schedule",
                "at least so many instances at set times",
                Field.of("cron", Type.CRON, "when it begins; 5 fields or 6 with seconds")
                        .needed()
                        .eg("\"0 8 * * 1-5\""),
                Field.of("timezone", Type.ZONE, "zone of cron and end")
                        .or(PolicyDefaults.ZONE.getId())
                        .eg("Europe/Berlin"),
                time("duration", Duration.ofMinutes(1), Duration.ofDays(31), "how long; or end")
                        .eg("10h"),
                Field.of("end", Type.CRON, "when it ends; or duration").eg("\"0 18 * * 1-5\""),
                count("minInstances", 1, MOST_INSTANCES, "fewest instances meanwhile")
                        .needed()
                        .eg("6"));
    }

    private static Field direction(String name, String doc, Direction otherwise) {
        return Field.section(
                name,
                doc,
                time("stabilization", Duration.ZERO, HOUR, "a proposal must hold for this long")
                        .or(otherwise.stabilization()),
                Field.of("select", Type.CHOICE, "which of the policies counts")
                        .words("Max", "Min", "Disabled")
                        .or("Max"),
                share("tolerance", 0, 0.9, "relative deviation from the target that is ignored")
                        .or(otherwise.tolerance()),
                Field.list("policies", "limits of the rate", MOST_LIMITS, limit())
                        .eg("[{percent: 100, period: 15s}]"));
    }

    private static Field limit() {
        return Field.section(
                "",
                "one limit: percent, or instances",
                count("percent", 1, MOST_INSTANCES, "percent of the count").eg("100"),
                count("instances", 1, MOST_INSTANCES, "instances").eg("4"),
                count("pods", 1, MOST_INSTANCES, "the same as instances").eg("4"),
                time("period", SECOND, Duration.ofMinutes(30), "within any span of this length")
                        .needed()
                        .eg("15s"));
    }
}
