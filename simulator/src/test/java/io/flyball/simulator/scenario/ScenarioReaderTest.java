package io.flyball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.simulator.fault.Fault;
import io.flyball.simulator.fault.Hit;
import io.flyball.simulator.scenario.FleetPlan.Kind;
import io.flyball.simulator.traffic.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioReaderTest {
    private static final String SMALLEST = "duration: 1h\ntraffic: [{constant: {rate: 100}}]\n";

    static List<Path> examples() {
        return Scenarios.files();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void ourExamplesAreScenariosWithoutFindings(Path file) {
        ScenarioReader.Result result = ScenarioReader.file(file);
        assertThat(result.problems()).isEmpty();
        Scenario scenario = result.scenario().orElseThrow();
        assertThat(scenario.name() + ".yaml").isEqualTo(file.getFileName().toString());
        assertThat(ScenarioLint.check(scenario)).isEmpty();
        for (long seed : scenario.seeds()) {
            Load load = scenario.load(seed);
            for (int i = 0; i <= 100; i++) {
                assertThat(load.at(scenario.duration().toMillis() * i / 100))
                        .isFinite()
                        .isNotNegative();
            }
            assertThat(scenario.faults(seed).events().isEmpty())
                    .isEqualTo(scenario.faults().isEmpty());
        }
    }

    @Test
    void theSmallestScenarioHasSensibleDefaults() {
        Scenario scenario = Scenarios.scenario(SMALLEST);
        assertThat(scenario.step()).isEqualTo(Duration.ofSeconds(15));
        assertThat(scenario.decisions()).isEqualTo(241);
        assertThat(scenario.steps()).isEqualTo(241);
        assertThat(scenario.seeds()).containsExactly(1L);
        assertThat(scenario.controllers()).extracting(ControllerChoice::name).containsExactly("flyball");
        assertThat(scenario.fleet()).isEqualTo(FleetPlan.of(Kind.SIMPLE));
        assertThat(scenario.capacity(scenario.load(1))).isCloseTo(100 / 20.0 / 0.6, within(1e-9));
        assertThat(scenario.fleet().begin(100, 100 / 20.0 / 0.6)).isEqualTo(20);
    }

    @Test
    void everythingThatIsSaidIsRead() {
        Scenario scenario = Scenarios.scenario("""
                duration: 6h
                fleet:
                  {plant: service, instances: 4, minInstances: 3, maxInstances: 9, startTime: 30s, zones: 2,
                   model: {cpu: 8ms, threads: 16, heapMax: 512MiB}}
                traffic: [{ramp: {to: 300}}]
                faults:
                  - metricLoss: {at: 1h, for: 10m, share: 50%, every: 2h, jitter: 1m}
                  - downstreamOutage: {at: 1h}
                  - zoneLoss: {at: 1h, zone: 1}
                  - crash: {at: 1h, count: 3}
                controllers: [hpa: {target: 50%}, static: {instances: 5}, hpa-seasonal, {vpa: }, none, clairvoyant]
                objectives: [{result: latency.p99, below: 250ms}, {result: violation, below: 1%}]
                seeds: {from: 3, count: 2}
                """);
        assertThat(scenario.steps()).isEqualTo(6 * 3600 + 1);
        assertThat(scenario.fleet().instances()).isEqualTo(OptionalInt.of(4));
        assertThat(scenario.fleet().traits())
                .isEqualTo(Map.of(
                        "cpu", 0.008, "threads", 16.0, "heapMax", 512.0 * (1 << 20), "start", 30.0, "zones", 2.0));
        assertThat(scenario.faults().get(0).hit()).isEqualTo(Hit.share(0.5));
        assertThat(scenario.faults().get(0).timing().occurrences(scenario.duration()))
                .isEqualTo(3);
        assertThat(scenario.faults())
                .extracting(planned -> (Object) planned.fault())
                .containsExactly(
                        new Fault.MetricLoss(),
                        new Fault.DownstreamOutage(Double.POSITIVE_INFINITY),
                        new Fault.ZoneLoss(1),
                        new Fault.Crash());
        assertThat(scenario.controllers())
                .extracting(ControllerChoice::name)
                .containsExactly("hpa", "static", "hpa-seasonal", "vpa", "none", "clairvoyant");
        assertThat(scenario.controllers().get(0)).isEqualTo(new ControllerChoice.Hpa("hpa", 0.5));
        assertThat(scenario.objectives())
                .containsExactly(new Goal(Goal.Result.LATENCY_P99, 0.25), new Goal(Goal.Result.VIOLATION, 0.01));
        assertThat(scenario.seeds()).containsExactly(3L, 4L);
    }

    @Test
    void changesOfASourceApplyInTheStatedOrder() {
        Load load = Scenarios.scenario("""
                        duration: 1h
                        traffic:
                          - ramp: {from: 0, to: 100, rise: 100m}
                            slice: {from: 10m, to: 20m}
                            repeat: 10m
                            faster: 2
                            later: 1m
                            scale: {factor: 3}
                        """).load(1);
        assertThat(load.at(0)).isCloseTo(30, within(1e-9));
        assertThat(load.at(60_000)).isCloseTo(30, within(1e-9));
        assertThat(load.at(120_000)).isCloseTo(36, within(1e-9)); // 1 min later is 2 min in: 12 of 100, times 3
        assertThat(load.at(360_000)).isCloseTo(30, within(1e-9)); // 5 min later is 10 min in: it begins again
    }

    @Test
    void scaleMeetsThePeakWithinTheRun() {
        Load load = Scenarios.scenario("""
                        duration: 1h
                        traffic: [{ramp: {to: 100, rise: 2h}, scale: {peak: 700}}]
                        """).load(1);
        assertThat(load.at(3_600_000)).isCloseTo(700, within(1e-9));
    }

    @Test
    void twoSourcesOfOneShapeAreNotTheSame() {
        Scenario scenario = Scenarios.scenario("""
                duration: 1d
                traffic:
                  - bursty: {quiet: 0, busy: 1}
                  - bursty: {quiet: 0, busy: 10}
                """);
        Load load = scenario.load(1);
        assertThat(IntStream.range(0, 1440).mapToObj(i -> load.at(i * 60_000L))).contains(0.0, 1.0, 10.0, 11.0);
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(Scenarios.problems("""
                        duration: soon
                        traffik: []
                        fleet: {plant: simpel, minInstances: 5, maxInstances: 3, model: {cpu: 1}}
                        traffic:
                          - diurnal: {base: 100, peak: 50}
                          - constant: {rate: -1}
                            ramp: {to: 3}
                          - trace: {file: absent.csv}
                          - spiky: {height: 10, width: 2h, every: 1h}
                          - constant: {rate: 5}
                            slice: {from: 2h, to: 1h}
                        faults: [{crash: {count: 1, share: 10%, at: 1h}}, {hang: {}}, {hung: {at: 1h}}]
                        controllers: [hpa, hpa, {static: {}}, vba, {flyball: {policy: absent.yaml}}]
                        objectives: [{result: cost, below: 1}]
                        seeds: [1, 1, -3]
                        """).stream()
                        .map(problem -> problem.replace(Scenarios.examples().toString(), "FOLDER")))
                .containsExactlyInAnyOrder(
                        "spec.duration = soon: must be a time from 1s to 3650d, e.g. 250ms, 5s, 5m, 2h or 14d",
                        "spec.fleet.plant = simpel: must be simple or service",
                        "spec.fleet.maxInstances = 3: must be at least minInstances (5)",
                        "spec.fleet.model = a mapping: only with plant: service",
                        "spec.traffic[0].diurnal.peak = 50: must be at least base (100.0)",
                        "spec.traffic[1] = a mapping: must have exactly one of constant, diurnal, spiky, bursty, ramp,"
                                + " steps, stairs, flashCrowd, trace",
                        "spec.traffic[1].constant.rate = -1: must be a number from 0 to 1000000000000, e.g. 500",
                        "spec.traffic[2].trace.file = absent.csv: cannot read FOLDER/absent.csv: no such file",
                        "spec.traffic[3].spiky.every = 1h: must be at least width (PT2H)",
                        "spec.traffic[4].slice.to = 1h: must be after from (PT2H)",
                        "spec.faults[0].crash = a mapping: must have at most one of count, share",
                        "spec.faults[1].hang.at = nothing: must be given, e.g. at: 1h",
                        "spec.faults[2].hung = a mapping: unknown field: did you mean hang?",
                        "spec.faults[2] = a mapping: must have exactly one of clockStep, crash, delayedCommands,"
                                + " downstreamOutage, duplicatedCommands, frozenMetrics, hang, metricLoss,"
                                + " plannerFailover, provisionerBackPressure, slowNode, startFailure, zeroMetrics,"
                                + " zoneLoss",
                        "spec.controllers[1] = a mapping: must have a name of its own: there are two called hpa; add"
                                + " e.g. name: hpa-2",
                        "spec.controllers[2].static.instances = nothing: must be given, e.g. instances: 20",
                        "spec.controllers[3] = vba: must be a mapping of fields",
                        "spec.controllers[3] = a mapping: must have exactly one of clairvoyant, flyball, hpa,"
                                + " hpa-seasonal, none, static, vpa",
                        "spec.controllers[4].flyball.policy = absent.yaml: must be a file that exists: FOLDER/absent.yaml",
                        "spec.objectives[0].result = cost: must be violation, lostLoad, latency.p99, meanInstances,"
                                + " mostInstances, actionsPerDay, flipsPerDay or instanceHours",
                        "spec.seeds[2] = -3: must be a whole number from 0 to 2147483647",
                        "spec.seeds = a list: must all differ",
                        "spec.traffik = a list: unknown field: did you mean traffic?");
    }

    @Test
    void mistakesOfAModelAreTold() {
        assertThat(
                        Scenarios.problems(
                                "duration: 1h\ntraffic: [{constant: {rate: 1}}]\n"
                                        + "fleet: {plant: service, startTime: 5s, model: {thread: 5, cpu: -1ms, heapMax: 1MB, start: 5s}}"))
                .containsExactlyInAnyOrder(
                        "spec.fleet.model.thread = 5.0: unknown trait: did you mean threads?",
                        "spec.fleet.model.cpu = -0.001: must be a number from 0 to 3600",
                        "spec.fleet.model.heapInitial = 64000000: must be at most heapMax = 1000000",
                        "spec.fleet.startTime = 5s: must not be given twice: the model has a start");
    }

    @Test
    void mistakesOfAPolicyAreToldWithTheFile() {
        assertThat(Scenarios.problems(SMALLEST + "controllers: [{flyball: {policy: recorded.yaml}}]"))
                .contains("spec.controllers[0].flyball.policy = recorded.yaml: in the policy, kind = Scenario: must be"
                        + " Policy");
    }

    @Test
    void mistakesOfATraceAreAllTold() {
        assertThat(Scenarios.problems("duration: 1h\ntraffic: [{trace: {file: policy-1.yaml}}]"))
                .hasSizeGreaterThan(3)
                .allMatch(
                        problem -> problem.matches("spec.traffic\\[0\\].trace.file = policy-1.yaml: .*yaml:\\d+: .*"));
    }

    @Test
    void aFaultEachMillisecondIsRefused() {
        assertThat(Scenarios.problems(SMALLEST + "faults: [{crash: {at: 0s, every: 1ms}}]"))
                .containsExactly(
                        "spec.faults = a list: must have at most 100000 occurrences within the duration, has 3600001");
    }

    @Test
    void whatIsNoYamlIsToldWithItsPlace() {
        assertThat(ScenarioReader.text("a: [1, 2\nb: 3", Path.of("")).problems())
                .singleElement()
                .asString()
                .startsWith("scenario = text: must be YAML or JSON: ")
                .contains("line 2");
        assertThat(ScenarioReader.text("", Path.of("")).problems()).hasSize(1);
        assertThat(ScenarioReader.file(Path.of("absent.yaml")).problems())
                .singleElement()
                .asString()
                .startsWith("scenario = absent.yaml: must be a file that exists");
        assertThat(ScenarioReader.text("&a [*a]", Path.of("")).problems()).isNotEmpty();
        assertThat(ScenarioReader.text(Scenarios.text(SMALLEST + "seeds: &a [*a]"), Path.of(""))
                        .problems())
                .isNotEmpty();
    }
}
