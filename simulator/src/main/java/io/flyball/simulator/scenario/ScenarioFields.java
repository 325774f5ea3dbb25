package io.flyball.simulator.scenario;

import static io.flyball.policy.document.PolicyFields.count;
import static io.flyball.policy.document.PolicyFields.number;
import static io.flyball.policy.document.PolicyFields.share;
import static io.flyball.policy.document.PolicyFields.time;

import io.flyball.policy.document.field.Field;
import io.flyball.policy.document.field.Field.Type;
import java.time.Duration;
import java.util.Arrays;

/** Every field of a scenario: what the reader checks and the JSON Schema publishes. */
public final class ScenarioFields {
    static final String API_VERSION = "flyball/v1";
    static final String KIND = "Scenario";
    static final String[] CONTROLLERS = {"flyball", "hpa", "hpa-seasonal", "vpa", "static", "none", "clairvoyant"};
    static final Duration STEP = Duration.ofSeconds(15);
    static final int MOST_SEEDS = 1_000;
    private static final int MOST_INSTANCES = 100_000;

    /** {@code seeds: {from: 1, count: 20}}, the short form of a list. */
    static final Field SEED_RANGE = Field.section(
            "seeds",
            "seeds in a row",
            count("from", 0, Integer.MAX_VALUE, "the first").or(1),
            count("count", 1, MOST_SEEDS, "how many").needed().eg("20"));

    public static final Field ROOT = Field.section(
            "",
            "What is simulated",
            Field.of("apiVersion", Type.CHOICE, "version of this form")
                    .words(API_VERSION)
                    .needed(),
            Field.of("kind", Type.CHOICE, "kind of this document").words(KIND).needed(),
            Field.section(
                            "metadata",
                            "about the document",
                            Field.of("name", Type.NAME, "name of the scenario")
                                    .needed()
                                    .eg("black-friday"))
                    .needed(),
            spec().needed());

    private ScenarioFields() {}

    private static Field spec() {
        return Field.section(
                "spec",
                "the scenario",
                time("duration", Duration.ofSeconds(1), TrafficFields.LONGEST, "virtual time of a run")
                        .needed()
                        .eg("24h"),
                time("step", Duration.ofMillis(100), Duration.ofHours(1), "virtual time between two decisions")
                        .or(STEP),
                fleet(),
                Field.list("traffic", "kinds of load that add up", 32, TrafficFields.source())
                        .needed(),
                Field.list("faults", "what goes wrong", 64, FaultFields.fault()),
                Field.list("controllers", "who decides, each in runs of its own; else flyball", 32, controller()),
                Field.list("objectives", "what each run should reach", 32, objective()),
                Field.list(
                        "seeds",
                        "each is a run of its own; else 1; in a row: {from, count}",
                        MOST_SEEDS,
                        count("", 0, Integer.MAX_VALUE, "seed of everything random")));
    }

    private static Field fleet() {
        return Field.section(
                "fleet",
                "the service",
                Field.of("plant", Type.CHOICE, "how an instance behaves")
                        .words("simple", "service")
                        .or("simple"),
                count("instances", 0, MOST_INSTANCES, "ready at the start; else 60 % busy with the first load"),
                count("minInstances", 0, MOST_INSTANCES, "fewest that may be ordered")
                        .or(FleetPlan.MIN),
                count("maxInstances", 1, MOST_INSTANCES, "most that may be ordered")
                        .or(FleetPlan.MAX),
                time(
                        "startTime",
                        Duration.ZERO,
                        Duration.ofDays(1),
                        "from the order to a ready instance; else 2m for plant simple, the model's for service"),
                count("zones", 1, 64, "that the instances are spread over"),
                number(
                                "capacity",
                                1e-9,
                                TrafficFields.MOST_RATE,
                                "of plant simple: requests per second of a fully busy instance; else such that 20"
                                        + " instances are 60 % busy at the 99th percentile of the load")
                        .eg("50"),
                Field.map(
                        "model",
                        "of plant service: its traits",
                        Field.of("<trait>", Type.VALUE, "value of the trait")
                                .in(-Double.MAX_VALUE, Double.MAX_VALUE)
                                .eg("8ms")));
    }

    private static Field controller() {
        return Field.oneOf(
                        "",
                        "one controller, as a word or with its settings",
                        named(
                                "flyball",
                                "Flyball itself",
                                Field.of(
                                                "policy",
                                                Type.TEXT,
                                                "policy file beside the scenario; else the default policy")
                                        .eg("policy.yaml")),
                        named("hpa", "Kubernetes' Horizontal Pod Autoscaler v2 with its defaults", target()),
                        named("hpa-seasonal", "HPA with a floor from the days before", target()),
                        named("vpa", "Kubernetes' Vertical Pod Autoscaler"),
                        named(
                                "static",
                                "always the same count",
                                count("instances", 0, MOST_INSTANCES, "that count")
                                        .needed()
                                        .eg("20")),
                        named("none", "nobody decides"),
                        named(
                                "clairvoyant",
                                "knows the future: what others are measured against",
                                target(),
                                time("lookAhead", Duration.ZERO, Duration.ofDays(1), "how far; else 2 start times")))
                .words(CONTROLLERS);
    }

    private static Field target() {
        return share("target", 0.01, 1, "wanted mean of cpu").or(FleetPlan.COMFORTABLE);
    }

    private static Field named(String name, String doc, Field... own) {
        Field[] fields = Arrays.copyOf(own, own.length + 1);
        fields[own.length] = Field.of("name", Type.NAME, "what results call it; else its kind");
        return Field.section(name, doc, fields);
    }

    private static Field objective() {
        String[] results =
                Arrays.stream(Goal.Result.values()).map(Goal.Result::word).toArray(String[]::new);
        return Field.section(
                "",
                "one objective",
                Field.of("result", Type.CHOICE, "what is looked at")
                        .words(results)
                        .needed(),
                Field.of("below", Type.VALUE, "it is at most this")
                        .in(0.0, Double.MAX_VALUE)
                        .eg("1%")
                        .needed());
    }
}
