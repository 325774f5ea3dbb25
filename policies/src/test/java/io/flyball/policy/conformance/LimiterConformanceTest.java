package io.flyball.policy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.policy.limit.AdmissionLimit;
import io.flyball.policy.limit.EnvoyGradient;
import io.flyball.policy.limit.ExponentialAverage;
import io.flyball.policy.limit.LimitSample;
import io.flyball.policy.limit.Partition;
import io.flyball.policy.limit.Roots;
import io.flyball.policy.limit.SampleWindow;
import io.flyball.policy.limit.Vegas;
import io.flyball.policy.limit.Windowed;
import io.flyball.policy.math.Usl;
import io.flyball.policy.tune.FleetHeap;
import io.flyball.policy.tune.launch.ContainerMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Cases of Netflix' concurrency limits, Envoy, MemBalancer, Paketo and the scalability law, one test per entry. */
class LimiterConformanceTest {
    private static final double RELATIVE = 1e-9;
    private static final Set<String> REMARKS = Set.of("generated_with", "notes");

    /** Reported as skipped where they are not: a factory without its file is not reported at all. */
    @Test
    void theCasesAreThere() {
        assertThat(Cases.read("conformance.concurrency", "concurrency-cases.json"))
                .isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> groups() {
        JsonNode file = Cases.read("conformance.concurrency", "concurrency-cases.json");
        return file.properties().stream()
                .filter(group -> !REMARKS.contains(group.getKey()))
                .flatMap(group -> tests(group, file.path("usl").path("cases")));
    }

    private Stream<DynamicTest> tests(Map.Entry<String, JsonNode> entry, JsonNode laws) {
        String name = entry.getKey();
        JsonNode group = entry.getValue();
        if (name.startsWith("exp_avg_window")) {
            return Stream.of(Cases.dynamicTest(name, () -> exponentialAverage(name, group)));
        }
        if (name.startsWith("sqrt_min")) {
            int least = Integer.parseInt(name.substring("sqrt_min".length()));
            return each(
                    name,
                    group,
                    pair -> assertThat(Roots.square(pair.get(0).asInt(), least))
                            .isEqualTo(pair.get(1).asInt()));
        }
        return switch (name) {
            case "log10root" ->
                each(
                        name,
                        group,
                        pair -> assertThat(Roots.log10(pair.get(0).asInt()))
                                .isEqualTo(pair.get(1).asInt()));
            case "windows" ->
                Stream.concat(
                        each(name + ".average", group.path("average"), this::window),
                        each(name + ".percentile", group.path("percentile"), this::window));
            case "windowed" -> Stream.of(Cases.dynamicTest(name, () -> windowed(group)));
            case "partition_limits" -> each(name, group.get("cases"), this::partition);
            case "cases" ->
                list(group).stream()
                        .map(test -> Cases.dynamicTest(test.get("id").asText(), () -> limiter(test)));
            case "envoy_gradient" ->
                Stream.concat(
                        each(name, group.get("updates"), this::envoy),
                        group.properties().stream()
                                .filter(field -> field.getKey().startsWith("sequence_"))
                                .map(field -> Cases.dynamicTest(
                                        name + "." + field.getKey(),
                                        () -> envoySequence(field.getKey(), field.getValue()))));
            case "membalancer" ->
                Stream.concat(
                        each(name, group.get("cases"), this::membalancer),
                        Stream.of(Cases.dynamicTest(name + ".fleet", () -> fleet(group.get("fleet_case")))));
            case "paketo_memory" -> each(name, group.get("cases"), this::paketo);
            case "usl" -> each(name, group.get("cases"), this::usl);
            case "behavioural_checks" ->
                list(group).stream()
                        .map(check -> Cases.dynamicTest(
                                check.asText(),
                                () -> BehaviouralChecks.run(
                                        check.asText(),
                                        list(laws).stream()
                                                .map(LimiterConformanceTest::law)
                                                .toList())));
            default ->
                Stream.of(Cases.dynamicTest(name, () -> {
                    throw new AssertionError("unknown group " + name);
                }));
        };
    }

    private interface Check {
        void run(JsonNode test);
    }

    private static Stream<DynamicTest> each(String name, JsonNode tests, Check check) {
        List<DynamicTest> found = new ArrayList<>();
        for (JsonNode test : tests) {
            found.add(Cases.dynamicTest(name + " " + found.size() + " " + test, () -> check.run(test)));
        }
        return found.stream();
    }

    private void exponentialAverage(String name, JsonNode pairs) {
        String[] numbers = name.replaceAll("[^0-9]+", " ").trim().split(" ");
        ExponentialAverage average = ExponentialAverage.of(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        for (JsonNode pair : pairs) {
            average = average.add(pair.get(0).asDouble());
            value(average.value(), pair.get(1).asDouble());
        }
    }

    private void window(JsonNode test) {
        SampleWindow window =
                test.has("p") ? SampleWindow.percentile(test.get("p").asDouble()) : SampleWindow.mean();
        for (JsonNode sample : test.get("samples")) {
            window = window.add(sample.asLong(), 1, false);
        }
        assertThat(window.trackedNanos()).isEqualTo(test.get("tracked").asLong());
    }

    private void windowed(JsonNode test) {
        Windowed.Settings settings = new Windowed.Settings(
                test.get("min_window_ms").asLong() * 1_000_000,
                test.get("max_window_ms").asLong() * 1_000_000,
                test.get("window_size").asInt(),
                test.get("min_rtt_threshold_us").asLong() * 1_000);
        Windowed state = Windowed.of(settings, SampleWindow.mean(), Vegas.of(Vegas.Settings.DEFAULTS));
        List<LimitSample> shown = new ArrayList<>();
        for (JsonNode sample : test.get("input_start_rtt_inflight_drop")) {
            Windowed.Gathered gathered = state.gather(new LimitSample(
                    sample.get(0).asLong(),
                    sample.get(1).asLong(),
                    sample.get(2).asInt(),
                    sample.get(3).asBoolean()));
            assertThat(gathered.reason()).isNotBlank();
            gathered.shown().ifPresent(shown::add);
            state = gathered.next();
        }
        assertThat(shown)
                .isEqualTo(list(test.get("delegate_calls")).stream()
                        .map(call -> new LimitSample(
                                call.get("start_ns").asLong(),
                                call.get("rtt_ns").asLong(),
                                call.get("inflight").asInt(),
                                call.get("dropped").asBoolean()))
                        .toList());
    }

    private void partition(JsonNode test) {
        Partition partition = new Partition("a", test.get("percent").asDouble());
        int whole = test.get("limit").asInt();
        int limit = test.get("partition").asInt();
        assertThat(partition.limit(whole)).isEqualTo(limit);
        assertThat(partition.admits(whole, whole - 1, limit)).isTrue();
        assertThat(partition.admits(whole, whole, limit)).isFalse();
        assertThat(partition.admits(whole, whole, limit - 1)).isTrue();
    }

    private void limiter(JsonNode test) {
        AdmissionLimit state = LimiterParams.build(test.get("algorithm").asText(), test.get("params"));
        assertThat(state.limit()).isEqualTo(test.get("initial_limit").asInt());
        int at = 0;
        for (JsonNode step : test.path("steps")) {
            AdmissionLimit.Step next = state.next(LimitSample.of(
                    step.get("rtt_ns").asLong(),
                    step.get("inflight").asInt(),
                    step.get("dropped").asBoolean()));
            state = next.next();
            assertThat(next.reason()).isNotBlank();
            assertThat(state.limit())
                    .as("step %d: %s", at++, next.reason())
                    .isEqualTo(step.get("limit").asInt());
            LimiterParams.assertEstimates(state, step);
        }
        if (test.has("plant")) {
            closedLoop(test, state);
        }
    }

    private void closedLoop(JsonNode test, AdmissionLimit start) {
        JsonNode plant = test.get("plant");
        double servers = plant.get("servers").asDouble();
        double service = plant.get("service_ms").asDouble() * 1e6;
        List<Integer> everyTen = new ArrayList<>();
        List<Integer> phases = new ArrayList<>();
        AdmissionLimit state = start;
        for (JsonNode demand : plant.get("demand_per_phase")) {
            for (int i = 1; i <= plant.get("steps_per_phase").asInt(); i++) {
                int inflight = Math.min(demand.asInt(), state.limit());
                long rtt = Math.round(service * Math.max(1, inflight / servers));
                state = state.next(LimitSample.of(rtt, inflight, false)).next();
                if (i % 10 == 0) {
                    everyTen.add(state.limit());
                }
            }
            phases.add(state.limit());
        }
        assertThat(everyTen).isEqualTo(integers(test.get("limit_every_10_steps")));
        assertThat(phases).isEqualTo(integers(test.get("limit_at_end_of_each_phase")));
    }

    private void envoy(JsonNode test) {
        EnvoyGradient.Update update = EnvoyGradient.update(
                test.get("limit").asInt(),
                test.get("min_rtt_us").asDouble(),
                test.get("sample_rtt_us").asDouble(),
                test.get("buffer").asDouble(),
                test.get("min").asInt(),
                test.get("max").asInt());
        value(update.gradient(), test.get("gradient").asDouble());
        assertThat(update.limit()).isEqualTo(test.get("new_limit").asInt());
    }

    /** Name: {@code sequence_minrtt_5000us_from_limit_3}; each entry is a window's time and the limit after it. */
    private void envoySequence(String name, JsonNode sequence) {
        String[] numbers = name.replaceAll("[^0-9]+", " ").trim().split(" ");
        int limit = Integer.parseInt(numbers[1]);
        EnvoyGradient.Settings settings = EnvoyGradient.Settings.DEFAULTS;
        for (JsonNode step : sequence) {
            limit = EnvoyGradient.update(
                            limit,
                            Double.parseDouble(numbers[0]),
                            step.get(0).asDouble(),
                            settings.buffer(),
                            settings.min(),
                            settings.max())
                    .limit();
            assertThat(limit).isEqualTo(step.get(1).asInt());
        }
    }

    private void membalancer(JsonNode test) {
        value(
                FleetHeap.limit(
                        test.get("L").asDouble(),
                        test.get("g_bytes_per_ns").asDouble(),
                        test.get("s_bytes_per_ns").asDouble(),
                        test.get("c").asDouble()),
                test.get("limit").asDouble());
    }

    private void fleet(JsonNode test) {
        List<FleetHeap.Heap> heaps = list(test.get("heaps_L_g_s")).stream()
                .map(heap -> new FleetHeap.Heap(
                        "n",
                        heap.get(0).asDouble(),
                        heap.get(1).asDouble(),
                        heap.get(2).asDouble()))
                .toList();
        double budget = test.get("budget_extra").asDouble();
        double[] extras = FleetHeap.extras(heaps, budget, new double[heaps.size()]);
        double[] even = new double[heaps.size()];
        Arrays.fill(even, budget / heaps.size());
        double[] proportional = new double[heaps.size()];
        double live = heaps.stream().mapToDouble(FleetHeap.Heap::live).sum();
        for (int i = 0; i < extras.length; i++) {
            value(extras[i], test.get("optimal_extra").get(i).asDouble());
            proportional[i] = budget * heaps.get(i).live() / live;
            value(proportional[i], test.get("proportional_to_live_extra").get(i).asDouble());
        }
        value(collection(heaps, extras), test.get("gc_cpu_fraction_optimal").asDouble());
        value(
                collection(heaps, proportional),
                test.get("gc_cpu_fraction_proportional").asDouble());
        value(collection(heaps, even), test.get("gc_cpu_fraction_equal").asDouble());
    }

    private static double collection(List<FleetHeap.Heap> heaps, double[] extras) {
        double cores = 0;
        for (int i = 0; i < extras.length; i++) {
            cores += heaps.get(i).collection(extras[i]);
        }
        return cores;
    }

    private void paketo(JsonNode test) {
        var split = ContainerMemory.split(
                test.get("total").asLong(),
                test.get("loaded_classes").asLong(),
                test.path("threads").asLong(ContainerMemory.DEFAULT_THREADS),
                test.path("headroom_pct").asDouble(0));
        if (test.path("error").asBoolean() || test.path("heap").isNull()) {
            assertThat(split).isEmpty();
            return;
        }
        assertThat(split.orElseThrow().metaspace())
                .isEqualTo(test.get("metaspace").asLong());
        assertThat(split.orElseThrow().heap()).isEqualTo(test.get("heap").asLong());
    }

    private void usl(JsonNode test) {
        value(law(test).peakWorkers(), test.get("n_star").asDouble());
        value(law(test).peakThroughput(), test.get("x_max").asDouble());
    }

    private static Usl law(JsonNode test) {
        return new Usl(
                test.get("gamma").asDouble(),
                test.get("sigma").asDouble(),
                test.get("kappa").asDouble());
    }

    private static List<Integer> integers(JsonNode node) {
        return list(node).stream().map(JsonNode::asInt).toList();
    }

    private static List<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    private static void value(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(Math.max(1e-12, Math.abs(expected) * RELATIVE)));
    }
}
