package io.flyball.policy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.policy.vertical.Band;
import io.flyball.policy.vertical.Buckets;
import io.flyball.policy.vertical.Checkpoint;
import io.flyball.policy.vertical.DecayingHistogram;
import io.flyball.policy.vertical.DisruptionBudget;
import io.flyball.policy.vertical.Estimate;
import io.flyball.policy.vertical.Histogram;
import io.flyball.policy.vertical.HistogramChange;
import io.flyball.policy.vertical.MemoryPeaks;
import io.flyball.policy.vertical.UpdatePriority;
import io.flyball.policy.vertical.UsageHistory;
import io.flyball.policy.vertical.VerticalSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The Vertical Pod Autoscaler's own test cases, one test per case. */
class VpaConformanceTest {
    private static final double RELATIVE = 1e-9;

    /** Reported as skipped where they are not: a factory without its file is not reported at all. */
    @Test
    void theCasesAreThere() {
        assertThat(Cases.read("conformance.vpa", "vpa-cases.json")).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        return list(Cases.read("conformance.vpa", "vpa-cases.json").get("cases")).stream()
                .map(test -> Cases.dynamicTest(
                        test.get("id").asText() + " " + test.path("name").asText(), () -> run(test)));
    }

    private void run(JsonNode test) {
        JsonNode expect = test.get("expect");
        String kind = test.get("kind").asText();
        switch (kind) {
            case "bucket_options" -> bucketOptions(test, expect);
            case "histogram" -> histogram(test, expect);
            case "decaying_histogram" -> decayingHistogram(test, expect);
            case "checkpoint_load" -> checkpointLoad(test, expect);
            case "percentile_estimate" -> percentileEstimate(test, expect);
            case "confidence" ->
                value(
                        Estimate.confidence(
                                seconds(test.get("span_s")),
                                test.get("samples").asLong(),
                                test.has("interval_s") ? seconds(test.get("interval_s")) : Duration.ofHours(24)),
                        expect.get("value").asDouble());
            case "confidence_scale" ->
                assertThat(Estimate.widen(
                                test.get("base").asLong(),
                                test.get("multiplier").asDouble(),
                                test.get("exponent").asDouble(),
                                test.get("confidence").asDouble()))
                        .isEqualTo(expect.get("value").asLong());
            case "margin" ->
                assertThat(Estimate.margin(
                                test.get("base").asLong(), test.get("fraction").asDouble()))
                        .isEqualTo(expect.get("value").asLong());
            case "min_resource" ->
                assertThat(Estimate.atLeast(
                                test.get("base").asLong(),
                                test.get("minimum").asLong(),
                                test.path("containers").asInt(1)))
                        .isEqualTo(expect.get("value").asLong());
            case "memory_peaks" -> memoryPeaks(test, expect);
            case "expired" -> expired(test, expect);
            case "update_priority" -> updatePriority(test, expect);
            case "update_admission" -> updateAdmission(test, expect);
            case "eviction" -> eviction(test, expect);
            case "recommendation_derived" -> recommendation(test, expect);
            default -> throw new AssertionError("unknown kind " + kind);
        }
    }

    private void bucketOptions(JsonNode test, JsonNode expect) {
        Buckets buckets = buckets(test.get("options"));
        assertThat(buckets.count()).isEqualTo(expect.get("buckets").asInt());
        expect.path("starts")
                .properties()
                .forEach(entry -> value(
                        buckets.start(Integer.parseInt(entry.getKey())),
                        entry.getValue().asDouble()));
        for (JsonNode find : expect.path("find")) {
            assertThat(buckets.find(find.get(0).asDouble()))
                    .as("bucket of %s", find.get(0))
                    .isEqualTo(find.get(1).asInt());
        }
    }

    private void histogram(JsonNode test, JsonNode expect) {
        Buckets buckets = buckets(test.get("options"));
        Histogram histogram = new Histogram(buckets);
        for (JsonNode op : test.get("ops")) {
            switch (op.get(0).asText()) {
                case "add" -> histogram.add(op.get(1).asDouble(), op.get(2).asDouble());
                case "sub" -> histogram.subtract(op.get(1).asDouble(), op.get(2).asDouble());
                case "merge" -> {
                    Histogram other = new Histogram(buckets);
                    op.get(1)
                            .forEach(sample -> other.add(
                                    sample.get(0).asDouble(), sample.get(1).asDouble()));
                    histogram.merge(other);
                }
                default -> throw new AssertionError("unknown operation " + op);
            }
        }
        for (JsonNode percentile : expect.path("percentiles")) {
            value(
                    histogram.percentile(percentile.get(0).asDouble()),
                    percentile.get(1).asDouble());
        }
        if (expect.has("empty")) {
            assertThat(histogram.isEmpty()).isEqualTo(expect.get("empty").asBoolean());
        }
        if (expect.has("checkpoint")) {
            checkpoint(histogram.checkpoint(), expect.get("checkpoint"));
        }
    }

    private void decayingHistogram(JsonNode test, JsonNode expect) {
        Buckets buckets = buckets(test.get("options"));
        Duration halfLife = seconds(test.get("half_life_s"));
        DecayingHistogram histogram = new DecayingHistogram(buckets, halfLife);
        for (JsonNode op : test.get("ops")) {
            switch (op.get(0).asText()) {
                case "add" -> histogram.add(op.get(1).asDouble(), op.get(2).asDouble(), instant(op.get(3)));
                case "sub" -> histogram.subtract(op.get(1).asDouble(), op.get(2).asDouble(), instant(op.get(3)));
                case "merge" -> {
                    DecayingHistogram other = new DecayingHistogram(buckets, halfLife);
                    op.get(1)
                            .forEach(sample -> other.add(
                                    sample.get(0).asDouble(), sample.get(1).asDouble(), instant(sample.get(2))));
                    histogram.merge(other);
                }
                default -> throw new AssertionError("unknown operation " + op);
            }
        }
        for (JsonNode percentile : expect.path("percentiles")) {
            value(
                    histogram.percentile(percentile.get(0).asDouble()),
                    percentile.get(1).asDouble());
        }
        if (expect.has("empty")) {
            assertThat(histogram.isEmpty()).isEqualTo(expect.get("empty").asBoolean());
        }
        if (expect.has("checkpoint")) {
            checkpoint(histogram.checkpoint(), expect.get("checkpoint"));
        }
    }

    private void checkpoint(Checkpoint actual, JsonNode expect) {
        value(actual.total(), expect.get("total").asDouble());
        assertThat(actual.sorted()).isEqualTo(weights(expect.get("buckets")));
        if (expect.path("reference").isNumber()) {
            assertThat(actual.reference()).contains(instant(expect.get("reference")));
        }
    }

    private void checkpointLoad(JsonNode test, JsonNode expect) {
        Checkpoint stored =
                new Checkpoint(test.get("total").asDouble(), weights(test.get("buckets")), Optional.empty());
        Buckets buckets = buckets(test.get("options"));
        if (expect.path("error").asBoolean()) {
            assertThatThrownBy(() -> Histogram.of(buckets, stored))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must be");
            return;
        }
        Histogram loaded = Histogram.of(buckets, stored);
        value(loaded.total(), expect.get("total").asDouble());
        expect.path("weights")
                .properties()
                .forEach(entry -> value(
                        loaded.weight(Integer.parseInt(entry.getKey())),
                        entry.getValue().asDouble()));
    }

    private void percentileEstimate(JsonNode test, JsonNode expect) {
        Histogram histogram = new Histogram(buckets(test.get("options")));
        test.get("samples")
                .forEach(sample ->
                        histogram.add(sample.get(0).asDouble(), sample.get(1).asDouble()));
        double about = expect.get("about").asDouble();
        assertThat(histogram.percentile(test.get("percentile").asDouble()))
                .isCloseTo(about, within(about * expect.get("relative_error").asDouble()));
    }

    private void memoryPeaks(JsonNode test, JsonNode expect) {
        VerticalSettings settings = VerticalSettings.DEFAULTS;
        Duration interval = seconds(test.get("interval_s"));
        long most = test.path("max_memory").asLong(settings.memory().most());
        MemoryPeaks peaks = MemoryPeaks.NONE;
        List<Boolean> accepted = new ArrayList<>();
        List<HistogramChange> changes = new ArrayList<>();
        for (JsonNode event : test.get("events")) {
            Instant at = instant(event.get(1));
            long bytes = event.get(2).asLong();
            MemoryPeaks.Step step = switch (event.get(0).asText()) {
                case "sample" -> peaks.sample(at, bytes, interval);
                case "oom" -> peaks.killed(at, bytes, settings.killRatio(), settings.killLeastBytes(), most, interval);
                default -> throw new AssertionError("unknown event " + event);
            };
            peaks = step.next();
            accepted.add(step.isAccepted());
            changes.addAll(step.changes());
        }
        assertThat(accepted)
                .isEqualTo(list(expect.get("accepted")).stream()
                        .map(JsonNode::asBoolean)
                        .toList());
        assertThat(changes)
                .isEqualTo(list(expect.get("histogram_ops")).stream()
                        .map(op -> new HistogramChange(
                                op.get(0).asText().equals("add"), op.get(1).asLong(), instant(op.get(2))))
                        .toList());
    }

    private void expired(JsonNode test, JsonNode expect) {
        JsonNode last = test.hasNonNull("last_s") ? test.get("last_s") : test.path("created_s");
        Duration window = seconds(test.get("interval_s"))
                .multipliedBy(test.get("interval_count").asInt());
        assertThat(UsageHistory.isExpired(instant(last), instant(test.get("now_s")), window))
                .isEqualTo(expect.get("expired").asBoolean());
    }

    private void updatePriority(JsonNode test, JsonNode expect) {
        List<UpdatePriority.Container> containers = list(test.get("containers")).stream()
                .filter(container -> container.path("observed").asBoolean(true))
                .map(container -> new UpdatePriority.Container(
                        amounts(container.path("request")),
                        amounts(container.path("target")),
                        amounts(container.path("lower")),
                        amounts(container.path("upper"))))
                .toList();
        UpdatePriority actual = UpdatePriority.of(containers);
        assertThat(actual.outside()).isEqualTo(expect.get("outside").asBoolean());
        assertThat(actual.grows()).isEqualTo(expect.get("scale_up").asBoolean());
        value(actual.difference(), expect.get("diff").asDouble());
    }

    private void updateAdmission(JsonNode test, JsonNode expect) {
        JsonNode priority = test.get("priority");
        UpdatePriority.Admission admission = new UpdatePriority(
                        priority.get("outside").asBoolean(),
                        priority.get("scale_up").asBoolean(),
                        priority.get("diff").asDouble())
                .admit(
                        test.path("age_s").isNumber() ? Optional.of(seconds(test.get("age_s"))) : Optional.empty(),
                        test.path("quick_oom").asBoolean(),
                        test.get("min_change").asDouble(),
                        seconds(test.get("lifetime_s")));
        assertThat(admission.reason()).isNotBlank();
        assertThat(admission.accepted())
                .as(admission.reason())
                .isEqualTo(expect.get("accepted").asBoolean());
    }

    private void eviction(JsonNode test, JsonNode expect) {
        List<String> pods =
                list(test.get("pods")).stream().map(JsonNode::asText).toList();
        DisruptionBudget budget = DisruptionBudget.of(
                test.get("replicas").asInt(),
                pods.size(),
                (int) pods.stream().filter("pending"::equals).count(),
                test.get("tolerance").asDouble(),
                test.get("min_replicas").asInt(),
                test.path("cpu_boost").asBoolean());
        List<Boolean> can = new ArrayList<>();
        List<Boolean> done = new ArrayList<>();
        DisruptionBudget left = budget;
        for (String pod : pods) {
            boolean pending = pod.equals("pending");
            assertThat(pending || pod.equals("running")).as(pod).isTrue();
            can.add(budget.allows(pending));
            done.add(left.allows(pending));
            assertThat(left.reason(pending)).isNotBlank();
            left = left.allows(pending) ? left.after(pending) : left;
        }
        assertThat(can).isEqualTo(booleans(expect.get("can")));
        assertThat(done).isEqualTo(booleans(expect.get("done")));
    }

    private void recommendation(JsonNode test, JsonNode expect) {
        VerticalSettings settings = VerticalSettings.DEFAULTS;
        DecayingHistogram cpu = filled(Buckets.CPU, settings, test.get("cpu_samples"));
        DecayingHistogram memory = filled(Buckets.MEMORY, settings, test.get("memory_peaks"));
        double confidence = Estimate.confidence(
                seconds(test.get("span_s")), test.get("samples").asLong(), Duration.ofHours(24));
        int containers = test.path("containers").asInt(1);
        assertThat(Band.of(cpu::percentile, Estimate::cpu, settings.cpu(), settings.margin(), confidence, containers))
                .isEqualTo(band(expect.get("cpu_milli")));
        assertThat(Band.of(
                        memory::percentile,
                        Estimate::amount,
                        settings.memory(),
                        settings.margin(),
                        confidence,
                        containers))
                .isEqualTo(band(expect.get("memory_bytes")));
    }

    private static DecayingHistogram filled(Buckets buckets, VerticalSettings settings, JsonNode samples) {
        DecayingHistogram histogram = new DecayingHistogram(buckets, settings.halfLife());
        samples.forEach(
                sample -> histogram.add(sample.get(0).asDouble(), sample.get(1).asDouble(), instant(sample.get(2))));
        return histogram;
    }

    private static Band band(JsonNode node) {
        return new Band(
                node.get("lower").asLong(),
                node.get("target").asLong(),
                node.get("upper").asLong());
    }

    private static Buckets buckets(JsonNode options) {
        double max = options.get("max").asDouble();
        double epsilon = options.get("epsilon").asDouble();
        return switch (options.get("type").asText()) {
            case "linear" -> Buckets.linear(max, options.get("size").asDouble(), epsilon);
            case "exponential" ->
                Buckets.exponential(
                        max,
                        options.get("first").asDouble(),
                        options.get("ratio").asDouble(),
                        epsilon);
            default -> throw new AssertionError("unknown buckets " + options);
        };
    }

    private static Map<Integer, Long> weights(JsonNode node) {
        Map<Integer, Long> weights = new HashMap<>();
        node.properties()
                .forEach(entry -> weights.put(
                        Integer.valueOf(entry.getKey()), entry.getValue().asLong()));
        return weights;
    }

    private static Map<String, Long> amounts(JsonNode node) {
        Map<String, Long> amounts = new HashMap<>();
        node.properties()
                .forEach(entry -> amounts.put(entry.getKey(), entry.getValue().asLong()));
        return amounts;
    }

    private static List<Boolean> booleans(JsonNode node) {
        return list(node).stream().map(JsonNode::asBoolean).toList();
    }

    private static List<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    private static void value(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(Math.max(1e-12, Math.abs(expected) * RELATIVE)));
    }

    private static Duration seconds(JsonNode node) {
        return Duration.ofMillis(Math.round(node.asDouble() * 1000));
    }

    private static Instant instant(JsonNode node) {
        return Instant.ofEpochMilli(Math.round(node.asDouble() * 1000));
    }
}
