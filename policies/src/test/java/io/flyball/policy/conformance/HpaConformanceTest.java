package io.flyball.policy.conformance;

import static io.flyball.policy.conformance.HpaCase.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.ScalingBehavior;
import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import io.flyball.policy.scale.FlapLog;
import io.flyball.policy.scale.HpaPass;
import io.flyball.policy.scale.HpaPass.Bounds;
import io.flyball.policy.scale.Pace;
import io.flyball.policy.scale.PodGroups;
import io.flyball.policy.scale.PodReading;
import io.flyball.policy.scale.Proposal;
import io.flyball.policy.scale.RateLimit;
import io.flyball.policy.scale.RateLimit.Limited;
import io.flyball.policy.scale.Recommended;
import io.flyball.policy.scale.Replicas;
import io.flyball.policy.scale.ScaleEvent;
import io.flyball.policy.scale.ScalingHistory;
import io.flyball.policy.scale.Sizing;
import io.flyball.policy.scale.Sizing.Cause;
import io.flyball.policy.scale.Sizing.Sized;
import io.flyball.policy.scale.Sizing.Unsized;
import io.flyball.policy.scale.Stabilization;
import io.flyball.policy.scale.Stabilization.Stabilized;
import io.flyball.policy.scale.TotalReplicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Kubernetes' own facts about HPA v2, each put to the code that decides here. */
class HpaConformanceTest {
    /** The words by which Kubernetes' messages tell one failure from another. */
    private static final Map<Cause, String> WORDS = Map.of(
            Cause.NO_READINGS, "no metrics returned from",
            Cause.NO_INSTANCES, "no pods returned",
            Cause.NONE_COUNTS, "did not receive metrics",
            Cause.NO_REQUEST, "missing request",
            Cause.ONLY_STRANGERS, "matched known pods",
            Cause.OUT_OF_RANGE, "outside the int32 range");

    /** Reported as skipped where they are not: a factory without its file is not reported at all. */
    @Test
    void theCasesAreThere() {
        assertThat(Cases.read("conformance.hpa", "hpa-cases.json")).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        JsonNode file = Cases.read("conformance.hpa", "hpa-cases.json");
        JsonNode constants = file.get("test_constants");
        return StreamSupport.stream(file.get("cases").spliterator(), false)
                .map(json -> new HpaCase(json, constants))
                .map(one -> Cases.dynamicTest(
                        one.json().get("id").asText() + " "
                                + one.json().path("name").asText(),
                        () -> check(one)));
    }

    private static void check(HpaCase one) {
        switch (one.kind()) {
            case "group_pods" -> checkGroups(one);
            case "default_limits" ->
                checkLimited(
                        one,
                        RateLimit.withoutBehavior(
                                one.count("current"),
                                one.count("desired"),
                                one.count("min"),
                                one.count("max"),
                                one.count("upscale_factor", RateLimit.UPSCALE_FACTOR)));
            case "policy_limit" -> checkPolicyLimit(one);
            case "behavior_rate" ->
                checkLimited(
                        one,
                        RateLimit.withBehavior(
                                NOW,
                                one.count("current"),
                                one.count("desired"),
                                one.count("min"),
                                one.count("max"),
                                one.events(),
                                behavior(one)));
            case "stabilize_default" ->
                checkStabilized(
                        one,
                        Stabilization.withoutBehavior(
                                NOW, one.count("desired"), one.recommendations(), one.window("window_s")));
            case "stabilize_behavior" ->
                checkStabilized(
                        one,
                        Stabilization.apply(
                                NOW,
                                one.count("current"),
                                one.count("desired"),
                                one.recommendations(),
                                one.window("scale_up_window_s"),
                                one.window("scale_down_window_s")));
            case "store_event" -> checkStored(one);
            case "reconcile" -> checkReconcile(one);
            default ->
                checkSizing(
                        one, sizing(one, one.count("current")).orElseGet(() -> fail("unknown kind: " + one.kind())));
        }
    }

    /** Empty for a kind that is no metric. */
    private static Optional<Sizing> sizing(HpaCase one, int current) {
        return switch (one.kind()) {
            case "resource_utilization" ->
                Optional.of(Replicas.utilization(current, one.target(), groups(one, "cpu"), one.tolerance()));
            case "pods_average" ->
                Optional.of(Replicas.average(current, one.target(), groups(one, ""), one.tolerance()));
            case "object_value", "external_value" ->
                Optional.of(TotalReplicas.value(current, one.target(), one.values(), one.pods(), one.tolerance()));
            case "object_average", "external_average" ->
                Optional.of(TotalReplicas.perInstance(current, one.target(), one.values(), one.tolerance()));
            default -> Optional.empty();
        };
    }

    private static PodGroups groups(HpaCase one, String resource) {
        return PodGroups.of(NOW, one.pods(), one.readiness(resource)).withStrangers(one.strangers());
    }

    private static void checkSizing(HpaCase one, Sizing sizing) {
        JsonNode expect = one.expect();
        if (expect.has("error")) {
            assertThat(sizing).isInstanceOf(Unsized.class);
            Optional<String> known = WORDS.values().stream()
                    .filter(expect.get("error").asText()::contains)
                    .findFirst();
            known.ifPresent(
                    words -> assertThat(WORDS.get(((Unsized) sizing).cause())).isEqualTo(words));
            return;
        }
        assertThat(sizing).isInstanceOf(Sized.class);
        Sized sized = (Sized) sizing;
        assertThat(sized.replicas())
                .as("replicas")
                .isEqualTo(expect.get("replicas").intValue());
        if (expect.hasNonNull("utilization")) {
            assertThat(sized.mean())
                    .as("utilization")
                    .isEqualTo(expect.get("utilization").longValue());
        }
        if (expect.hasNonNull("raw")) {
            assertThat(sized.raw()).as("raw").isEqualTo(expect.get("raw").longValue());
        }
    }

    private static void checkGroups(HpaCase one) {
        PodGroups groups = PodGroups.of(NOW, one.podsWithMetricNames(), one.readiness(""));
        assertThat(groups.ready()).hasSize(one.expect().get("ready_count").intValue());
        assertNames(groups.unready(), one.expect().get("unready"));
        assertNames(groups.missing(), one.expect().get("missing"));
        assertNames(groups.ignored(), one.expect().get("ignored"));
    }

    private static void assertNames(List<PodReading> pods, JsonNode expected) {
        assertThat(pods.stream().map(PodReading::name)).containsExactlyInAnyOrderElementsOf(strings(expected));
    }

    private static void checkLimited(HpaCase one, Limited limited) {
        assertThat(limited.replicas()).isEqualTo(one.expect().get("replicas").intValue());
        if (one.expect().hasNonNull("condition")) {
            assertThat(limited.condition().name().replace("_", ""))
                    .isEqualToIgnoringCase(one.expect().get("condition").asText());
        }
    }

    private static void checkPolicyLimit(HpaCase one) {
        boolean up = one.json().get("direction").asText().equals("up");
        Direction rules = one.direction("rules", up ? PolicyDefaults.SCALE_UP : PolicyDefaults.SCALE_DOWN);
        int limit = up
                ? RateLimit.upLimit(NOW, one.count("current"), one.events(), rules)
                : RateLimit.downLimit(NOW, one.count("current"), one.events(), rules);
        assertThat(limit).isEqualTo(one.expect().get("limit").intValue());
    }

    private static ScalingBehavior behavior(HpaCase one) {
        return new ScalingBehavior(
                one.direction("scale_up", PolicyDefaults.SCALE_UP),
                one.direction("scale_down", PolicyDefaults.SCALE_DOWN));
    }

    private static void checkStabilized(HpaCase one, Stabilized stabilized) {
        JsonNode expect = one.expect();
        assertThat(stabilized.replicas()).isEqualTo(expect.get("replicas").intValue());
        if (expect.hasNonNull("log_length")) {
            assertThat(stabilized.log()).hasSize(expect.get("log_length").intValue());
        }
        if (expect.hasNonNull("stored")) {
            assertThat(stabilized.log().stream().map(Recommended::replicas))
                    .containsExactlyElementsOf(integers(expect.get("stored")));
        }
    }

    private static void checkStored(HpaCase one) {
        List<ScaleEvent> previous = one.events("previous", 1);
        List<Limit> limits = one.limits(one.json().get("policies"));
        assertThat(RateLimit.changeWithin(Duration.ofSeconds(60), NOW, previous))
                .isEqualTo(one.expect().get("change_in_60s").longValue());
        ScalingHistory before = new ScalingHistory(List.of(), previous, Optional.empty(), FlapLog.NONE);
        Direction rules = new Direction(Duration.ZERO, Select.MAX, limits, PolicyDefaults.TOLERANCE);
        ScalingHistory after = one.json().get("has_rules").asBoolean()
                ? before.changed(NOW, one.count("change"), new ScalingBehavior(rules, rules))
                : before; // without behavior nothing asks for what happened
        assertThat(after.events().stream().map(ScaleEvent::change))
                .containsExactlyElementsOf(integers(one.expect().get("stored")));
    }

    private static void checkReconcile(HpaCase one) {
        int current = one.count("current");
        List<Proposal> proposals =
                one.metrics().stream().map(metric -> proposal(metric, current)).toList();
        Pace pace = new Pace.ByDefault(one.window("window_s"), one.count("upscale_factor", RateLimit.UPSCALE_FACTOR));
        Bounds bounds = new Bounds(one.count("min", 1), one.count("max"), true);
        HpaPass.Outcome outcome = one.isFirstPass()
                ? HpaPass.decide(NOW, current, bounds, pace, proposals, ScalingHistory.NONE)
                : HpaPass.decideAgain(
                        NOW, current, bounds, pace, proposals, ScalingHistory.NONE.recommending(one.recommendations()));
        assertThat(outcome.decision().desired())
                .as(String.join("; ", outcome.decision().reasons()))
                .isEqualTo(one.expect().get("replicas").intValue());
    }

    private static Proposal proposal(HpaCase metric, int current) {
        if (metric.kind().equals("error")) {
            return Proposal.failed("the metric failed");
        }
        Sizing sizing = sizing(metric, metric.count("current", current))
                .orElseGet(() -> fail("unknown kind of metric: " + metric.kind()));
        return Proposal.of("metric", "mean", sizing);
    }

    private static List<Integer> integers(JsonNode nodes) {
        List<Integer> values = new ArrayList<>();
        nodes.forEach(node -> values.add(node.intValue()));
        return values;
    }

    private static List<String> strings(JsonNode nodes) {
        List<String> values = new ArrayList<>();
        nodes.forEach(node -> values.add(node.asText()));
        return values;
    }
}
