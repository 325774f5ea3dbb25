package io.flyball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.flyball.simulator.fault.Fault;
import io.flyball.simulator.scenario.FleetPlan.Kind;
import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Measured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedTestsTest {
    private static final TestOptions OPTIONS = TestOptions.DEFAULTS;

    private static double at(Scenario scenario, int minutes) {
        return scenario.load(1).at(minutes * 60_000L);
    }

    @Test
    void loadRisesToThePeakAndHoldsIt() {
        Scenario load = NamedTests.load(OPTIONS);
        assertThat(load.duration()).isEqualTo(Duration.ofHours(1));
        assertThat(at(load, 2)).isCloseTo(100, within(25.0));
        assertThat(at(load, 10)).isCloseTo(550, within(120.0));
        assertThat(at(load, 40)).isCloseTo(1000, within(250.0));
        assertThat(load.capacity(load.load(1))).isCloseTo(1000 / 20.0 / 0.6, within(1e-9));
        assertThat(load.fleet().begin(at(load, 0), load.capacity(load.load(1)))).isBetween(2, 3);
    }

    @Test
    void stressGoesBeyondWhatTheLargestFleetCarries() {
        Scenario stress = NamedTests.stress(OPTIONS);
        double most = stress.fleet().max() * stress.capacity(stress.load(1));
        assertThat(at(stress, 0)).isEqualTo(200);
        assertThat(at(stress, 99)).isCloseTo(most * 1.2, within(1e-6));
        assertThat(at(stress, 4)).isEqualTo(200);
        assertThat(at(stress, 5)).isGreaterThan(200);
        FleetPlan service =
                FleetPlan.of(Kind.SERVICE).with("call", 0).with("wait", 0).with("sigma", 0);
        double twoCores = 2 / 0.008; // per second, at 8 ms each
        assertThat(at(NamedTests.stress(OPTIONS.withFleet(service)), 99))
                .isCloseTo(200 * twoCores * 1.2, withinPercentage(5));
    }

    @Test
    void enduranceHasDaysCrashesAndALeak() {
        Scenario endurance = NamedTests.endurance(OPTIONS);
        assertThat(endurance.duration()).isEqualTo(Duration.ofDays(7));
        Measured load = Measured.of(endurance.load(1), endurance.duration());
        assertThat(load.quantile(0.01)).isCloseTo(300, within(60.0));
        assertThat(load.quantile(0.99)).isCloseTo(1000, within(100.0));
        assertThat(endurance.faults(1).events().stream().filter(event -> event.fault() instanceof Fault.Crash))
                .hasSize(14);
        assertThat(endurance.fleet().model()).isEmpty();
        FleetPlan service = FleetPlan.of(Kind.SERVICE);
        assertThat(NamedTests.endurance(OPTIONS.withFleet(service)).fleet().model())
                .containsEntry("leak", 20.0);
        assertThat(NamedTests.endurance(OPTIONS.withFleet(service.with("leak", 5)))
                        .fleet()
                        .model())
                .containsEntry("leak", 5.0);
    }

    @Test
    void spikeIsThreeFiveAndTenTimesTheLoad() {
        Scenario spike = NamedTests.spike(OPTIONS);
        assertThat(at(spike, 5)).isCloseTo(100, within(25.0));
        assertThat(at(spike, 15)).isCloseTo(300, within(30.0));
        assertThat(at(spike, 25)).isCloseTo(100, within(25.0));
        assertThat(at(spike, 45)).isCloseTo(500, within(30.0));
        assertThat(at(spike, 75)).isCloseTo(1000, within(30.0));
        assertThat(at(spike, 99)).isCloseTo(100, within(25.0));
    }

    @Test
    void anotherPeakAndDurationStretchTheTest() {
        Scenario load = NamedTests.load(OPTIONS.withPeak(50).lasting(Duration.ofHours(6)));
        assertThat(load.duration()).isEqualTo(Duration.ofHours(6));
        assertThat(at(load, 15)).isCloseTo(5, within(2.0));
        assertThat(at(load, 300)).isCloseTo(50, within(12.0));
    }

    @Test
    void aScenarioLendsItsFleetControllersAndPeak() {
        Scenario given = Scenarios.scenario("""
                duration: 1h
                fleet: {maxInstances: 7}
                traffic: [{ramp: {to: 240}}]
                controllers: [hpa, none]
                seeds: [4, 5]
                """);
        TestOptions options = TestOptions.of(given);
        assertThat(options.peak()).isEqualTo(240);
        Scenario spike = NamedTests.spike(options);
        assertThat(spike.controllers()).isEqualTo(given.controllers());
        assertThat(spike.seeds()).containsExactly(4L, 5L);
        assertThat(spike.fleet().max()).isEqualTo(7);
        assertThat(spike.capacity(spike.load(4))).isCloseTo(240 / 20.0 / 0.6, within(1e-9));
    }

    @Test
    void theSameSeedIsTheSameTest() {
        for (Scenario test :
                List.of(NamedTests.load(OPTIONS), NamedTests.endurance(OPTIONS), NamedTests.spike(OPTIONS))) {
            Load one = test.load(1);
            assertThat(one.at(1_234_567))
                    .isEqualTo(test.load(1).at(1_234_567))
                    .isNotEqualTo(test.load(2).at(1_234_567));
            assertThat(ScenarioLint.check(test).stream()
                            .filter(finding -> !finding.name().equals("fault-not-modelled")))
                    .isEmpty();
        }
    }

    @Test
    void anOddPeakIsRefused() {
        assertThatThrownBy(() -> OPTIONS.withPeak(Double.NaN)).hasMessage("peak = NaN: must be a number above 0");
    }
}
