package io.flyball.simulator.scenario;

import static io.flyball.policy.document.PolicyFields.count;
import static io.flyball.policy.document.PolicyFields.number;
import static io.flyball.policy.document.PolicyFields.share;
import static io.flyball.policy.document.PolicyFields.time;

import io.flyball.policy.document.field.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fields of an element of {@code spec.faults}: one kind of fault, when, and whom it hits. */
final class FaultFields {
    private static final Duration LONGEST = TrafficFields.LONGEST;
    private static final Duration LASTS = Duration.ofMinutes(5);
    private static final Duration FAILOVER = Duration.ofSeconds(12);

    private FaultFields() {}

    static Field fault() {
        return Field.oneOf(
                "",
                "one kind of fault",
                hitting("crash", "instances end at once and are started anew", false),
                hitting("hang", "instances answer nothing but report on", true),
                hitting(
                        "slowNode",
                        "everything on instances takes longer",
                        true,
                        number("factor", 1, 1e6, "so many times as long").or(3.0)),
                service(
                        "startFailure",
                        "starts fail and are tried anew",
                        LASTS,
                        share("probability", 0, 1, "that a start fails").or(0.5)),
                service(
                        "provisionerBackPressure",
                        "few instances can start at a time",
                        LASTS,
                        count("mostStarting", 0, 100_000, "at the same time").or(1)),
                hitting("metricLoss", "nothing of instances is seen", true),
                hitting("frozenMetrics", "instances report the same values again and again", true),
                hitting("zeroMetrics", "instances report 0 for everything but readiness", true),
                hitting(
                        "clockStep",
                        "clocks of instances' agents are off",
                        true,
                        time("by", Duration.ofDays(-365), Duration.ofDays(365), "so much; negative: behind")
                                .or(Duration.ofMinutes(-5))),
                service("plannerFailover", "nobody decides, then another begins", FAILOVER),
                service(
                        "delayedCommands",
                        "orders of a count arrive late",
                        LASTS,
                        time("by", Duration.ZERO, LONGEST, "so much").or(Duration.ofSeconds(30))),
                service(
                        "duplicatedCommands",
                        "orders of a count arrive twice",
                        LASTS,
                        share("probability", 0, 1, "that one does").or(1.0),
                        time("after", Duration.ZERO, LONGEST, "from the first arrival to the second")
                                .or(Duration.ZERO)),
                service(
                        "downstreamOutage",
                        "what the service calls is slow or gone",
                        LASTS,
                        number("factor", 1, 1e6, "calls take so many times as long; absent: no answer at all")),
                service(
                        "zoneLoss",
                        "all instances of a zone are gone",
                        LASTS,
                        count("zone", 0, 63, "which, counted from 0; absent: one at random")));
    }

    private static Field hitting(String name, String doc, boolean lasts, Field... own) {
        List<Field> fields = timing(lasts ? LASTS : Duration.ZERO, own);
        fields.add(count("count", 1, 1_000_000, "how many instances it hits; else one"));
        fields.add(share("share", 0, 1, "share of the instances that it hits, rounded up")
                .eg("50%"));
        return Field.section(name, doc, fields.toArray(Field[]::new));
    }

    private static Field service(String name, String doc, Duration lasts, Field... own) {
        return Field.section(name, doc, timing(lasts, own).toArray(Field[]::new));
    }

    private static List<Field> timing(Duration lasts, Field... own) {
        List<Field> fields = new ArrayList<>(List.of(own));
        fields.add(time("at", Duration.ZERO, LONGEST, "since the start, for the first time")
                .needed()
                .eg("1h"));
        if (!lasts.isZero()) {
            fields.add(time("for", Duration.ofMillis(1), LONGEST, "how long it lasts")
                    .or(lasts));
        }
        fields.add(time("every", Duration.ofMillis(1), LONGEST, "from one beginning to the next; absent: once"));
        fields.add(time("jitter", Duration.ZERO, LONGEST, "each begins up to this much later")
                .or(Duration.ZERO));
        return fields;
    }
}
