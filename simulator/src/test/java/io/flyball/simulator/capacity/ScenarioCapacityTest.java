package io.flyball.simulator.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.simulator.capacity.CapacityAnswer.Refused;
import io.flyball.simulator.capacity.CapacityPlan.Sure;
import io.flyball.simulator.scenario.Scenario;
import io.flyball.simulator.scenario.ScenarioReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioCapacityTest {
    /** 2 processors of 8 ms each per request: at most 250/s and less with compilers idle, contention and collections. */
    private static final String SERVICE = """
            apiVersion: flyball/v1
            kind: Scenario
            metadata: {name: shop}
            spec:
              duration: 3h
              fleet: {plant: service, instances: 4, maxInstances: 20, model: {livePerRequest: 400kB, downstreamServers: 30}}
              traffic: [{constant: {rate: 1000}}]
              objectives: [{result: latency.p99, below: 500ms}]
              controllers: [none]
              seeds: [1]
            """;

    private static CapacityAnswer answer(String text, Facts given) {
        ScenarioReader.Result read = ScenarioReader.text(text, Path.of("."));
        assertThat(read.problems()).isEmpty();
        Scenario scenario = read.scenario().orElseThrow();
        return CapacityPlanning.answer(ScenarioCapacity.question(scenario, given, List.of()));
    }

    @Test
    void aFleetThatIsAModelIsMeasuredAndPlannedAsARealOne() {
        CapacityPlan plan = (CapacityPlan) answer(SERVICE, Facts.NONE.with(Fact.GROWTH, 2, "given"));
        assertThat(plan.peak()).isCloseTo(2000, within(1e-6));
        assertThat(plan.instances()).isBetween(10, 12);
        assertThat(plan.sure()).isEqualTo(Sure.FAIR);
        assertThat(plan.because()).contains("of a model, not of the service");
        assertThat(plan.objectives()).extracting(Objective::text).contains("latency.p99 < 500.0 ms");
        assertThat(plan.facts().of(Fact.INSTANCES_NOW)).isEqualTo(4);
        assertThat(plan.breaks())
                .filteredOn(one -> one.resource().equals("downstream"))
                .singleElement()
                .satisfies(one -> assertThat(one.times())
                        .isCloseTo(30 / (2000 * plan.facts().of(Fact.HOLD)), within(0.011)));
        PeakHour hour = plan.peakHour().orElseThrow();
        assertThat(hour.utilization()).isCloseTo(plan.utilization(), within(0.06));
        assertThat(hour.latencyP99()).isCloseTo(plan.latencyP99(), within(0.25 * plan.latencyP99()));
        assertThat(hour.lostPct()).isLessThan(1);
        assertThat(plan.toString())
                .isEqualTo(answer(SERVICE, Facts.NONE.with(Fact.GROWTH, 2, "given"))
                        .toString());
    }

    @Test
    void aFleetOfPlantSimpleHasTheCapacityThatIsWritten() {
        String simple = SERVICE.replace(
                "{plant: service, instances: 4, maxInstances: 20, model: {livePerRequest: 400kB, downstreamServers: 30}}",
                "{plant: simple, capacity: 100, maxInstances: 20}");
        CapacityPlan plan =
                (CapacityPlan) answer(simple.replace("[{result: latency.p99, below: 500ms}]", "[]"), Facts.NONE);
        assertThat(plan.instances()).isEqualTo(13);
        assertThat(plan.rehearsal().orElseThrow().highest()).isCloseTo(1000 / 1200.0, within(1e-3));
        assertThat(((Refused) answer(simple, Facts.NONE)).reasons())
                .singleElement()
                .asString()
                .contains("--latency");
    }
}
