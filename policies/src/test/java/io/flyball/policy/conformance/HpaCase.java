package io.flyball.policy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import io.flyball.policy.scale.PodLife;
import io.flyball.policy.scale.PodLife.Phase;
import io.flyball.policy.scale.PodLife.Ready;
import io.flyball.policy.scale.PodReading;
import io.flyball.policy.scale.Readiness;
import io.flyball.policy.scale.Recommended;
import io.flyball.policy.scale.ScaleEvent;
import io.flyball.policy.scale.Tolerance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the fields of one case into the product's values. Ages are seconds before {@link #NOW}. */
record HpaCase(JsonNode json, JsonNode constants) {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(365));

    String kind() {
        return json.get("kind").asText();
    }

    JsonNode expect() {
        return json.get("expect");
    }

    int count(String field) {
        return Math.toIntExact(json.get(field).longValue());
    }

    int count(String field, int fallback) {
        return has(json, field) ? count(field) : fallback;
    }

    long target() {
        return json.get("target").longValue();
    }

    List<Long> values() {
        return list(json.get("values"), JsonNode::longValue);
    }

    List<Long> strangers() {
        return list(json.get("extra_metrics"), JsonNode::longValue);
    }

    Tolerance tolerance() {
        JsonNode given = json.path("tolerance");
        return new Tolerance(
                given.path("down").asDouble(constants.path("tolerance_down").asDouble()),
                given.path("up").asDouble(constants.path("tolerance_up").asDouble()));
    }

    /** @param fallback the resource of a case that names none */
    Readiness readiness(String fallback) {
        String resource = json.path("resource").asText(fallback);
        return resource.equals("cpu")
                ? new Readiness(
                        true,
                        seconds(constants.get("cpu_initialization_period_s")),
                        seconds(constants.get("initial_readiness_delay_s")))
                : Readiness.IGNORED;
    }

    /** Pods with their usage. */
    List<PodReading> pods() {
        return list(json.get("pods"), pod -> pod(pod, number(pod, "usage")));
    }

    /** Pods of which only is told whether they have a metric. */
    List<PodReading> podsWithMetricNames() {
        Set<String> names = Set.copyOf(list(json.get("metric_names"), JsonNode::asText));
        return list(
                json.get("pods"),
                pod -> pod(pod, names.contains(pod.get("name").asText()) ? OptionalLong.of(1) : OptionalLong.empty()));
    }

    List<Recommended> recommendations() {
        return pairs(json.get("recommendations"), Recommended::new);
    }

    boolean isFirstPass() {
        return !has(json, "recommendations");
    }

    /** @param sign -1 for removals, which the cases count upwards */
    List<ScaleEvent> events(String field, int sign) {
        return pairs(json.get(field), (change, at) -> new ScaleEvent(sign * change, at));
    }

    Direction direction(String field, Direction fallback) {
        if (!has(json, field)) {
            return fallback;
        }
        JsonNode rules = json.get(field);
        Duration stabilization =
                has(rules, "stabilization_s") ? seconds(rules.get("stabilization_s")) : fallback.stabilization();
        Select select = has(rules, "select")
                ? Select.valueOf(rules.get("select").asText().toUpperCase(Locale.ROOT))
                : Select.MAX;
        List<Limit> limits = has(rules, "policies") ? limits(rules.get("policies")) : fallback.policies();
        return new Direction(stabilization, select, limits, PolicyDefaults.TOLERANCE);
    }

    List<Limit> limits(JsonNode policies) {
        return list(
                policies,
                policy -> new Limit(
                        policy.get(0).asText().equals("Percent"), policy.get(1).intValue(), seconds(policy.get(2))));
    }

    /** Each metric as a case of its own, with what it does not say taken from this one. */
    List<HpaCase> metrics() {
        return list(json.get("metrics"), metric -> new HpaCase(metric, constants));
    }

    Duration window(String field) {
        return has(json, field) ? seconds(json.get(field)) : seconds(constants.get("downscale_stabilization_s"));
    }

    private static PodReading pod(JsonNode pod, OptionalLong usage) {
        String ready = pod.has("ready_condition") ? pod.get("ready_condition").asText("null") : "True";
        Instant started = time(pod, "start_age_s", LONG_AGO);
        PodLife life = new PodLife(
                Phase.valueOf(pod.path("phase").asText("Running").toUpperCase(Locale.ROOT)),
                pod.path("deleting").asBoolean(false),
                switch (ready) {
                    case "True" -> Ready.YES;
                    case "False" -> Ready.NO;
                    case "null" -> Ready.NONE;
                    default -> Ready.UNKNOWN;
                },
                pod.path("start_age_s").isNull() ? Optional.empty() : Optional.of(started),
                time(pod, "ready_transition_age_s", started),
                pod.path("metric_age_s").isNull() ? LONG_AGO : time(pod, "metric_age_s", NOW),
                has(pod, "metric_window_s") ? seconds(pod.get("metric_window_s")) : Duration.ofSeconds(60));
        return new PodReading(pod.get("name").asText(), usage, number(pod, "request"), life);
    }

    private static OptionalLong number(JsonNode node, String field) {
        return has(node, field) ? OptionalLong.of(node.get(field).longValue()) : OptionalLong.empty();
    }

    private static Instant time(JsonNode node, String field, Instant fallback) {
        return has(node, field) ? NOW.minus(seconds(node.get(field))) : fallback;
    }

    private static boolean has(JsonNode node, String field) {
        return node.hasNonNull(field);
    }

    private static Duration seconds(JsonNode number) {
        return Duration.ofMillis(Math.round(number.asDouble() * 1000));
    }

    private static <T> List<T> pairs(JsonNode pairs, BiFunction<Integer, Instant, T> make) {
        return list(pairs, pair -> make.apply(pair.get(0).intValue(), NOW.minus(seconds(pair.get(1)))));
    }

    private static <T> List<T> list(JsonNode nodes, Function<JsonNode, T> make) {
        List<T> list = new ArrayList<>();
        if (nodes != null) {
            nodes.forEach(node -> list.add(make.apply(node)));
        }
        return list;
    }

    /** The case's own events of both directions. */
    List<ScaleEvent> events() {
        return Stream.of(events("up_events", 1), events("down_events", -1))
                .flatMap(Collection::stream)
                .toList();
    }
}
