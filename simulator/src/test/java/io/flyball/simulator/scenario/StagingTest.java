package io.flyball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.simulator.run.Batch;
import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.run.Play;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios as they are run. */
class StagingTest {
    private static List<Outcome> run(String spec) {
        return Batch.run(Staging.plays(Scenarios.scenario(spec)), progress -> {});
    }

    @Test
    void eachSeedHasAStageAndEachControllerARunOnIt() {
        List<Play> plays = Staging.plays(Scenarios.scenario("""
                duration: 1h
                fleet: {capacity: 50, startTime: 30s, minInstances: 1, maxInstances: 9}
                traffic: [{constant: {rate: 100}, noise: {deviation: 10%}}]
                controllers: [hpa: {name: half, target: 50%}, static: {instances: 6}, clairvoyant]
                seeds: [3, 4]
                """));
        assertThat(plays)
                .extracting(play -> play.candidate().name())
                .containsExactly("half", "static", "clairvoyant", "half", "static", "clairvoyant");
        assertThat(plays).extracting(play -> play.stage().seed()).containsExactly(3L, 3L, 3L, 4L, 4L, 4L);
        assertThat(plays.get(0).stage().perInstance()).isCloseTo(30, within(1e-9));
        assertThat(plays.get(0).stage().begin()).isBetween(3, 5);
    }

    /** 100/s on the 2 of 5 instances of 50/s that are left: seven steps, until the others are back after 2 minutes. */
    @Test
    void aCrashIsSeenByWhoeverDecides() {
        List<Outcome> outcomes = run("""
                duration: 10m
                fleet: {capacity: 50, instances: 5}
                traffic: [{constant: {rate: 100}}]
                faults: [{crash: {at: 1m, count: 3}}]
                controllers: [none]
                """);
        assertThat(outcomes.get(0).totals().violationPct()).isCloseTo(100 * 7 / 41.0, within(1e-9));
    }

    @Test
    void aServiceLosesAZoneAndGetsItBack() {
        List<Outcome> outcomes = run("""
                duration: 20m
                fleet: {plant: service, instances: 6, zones: 3}
                traffic: [{constant: {rate: 300}}]
                faults: [{zoneLoss: {at: 5m, for: 5m}}]
                controllers: [none]
                """);
        double[] ready = outcomes.get(0).curve().ready();
        assertThat(ready[0]).isEqualTo(6);
        assertThat(ready[21]).isEqualTo(4);
        assertThat(ready[39]).isBetween(4.0, 5.0); // a replacement may be meant for another zone
        assertThat(ready[ready.length - 1]).isEqualTo(6);
    }

    @Test
    void aLeakEndsInstancesAndTheyStartAnew() {
        List<Outcome> outcomes = run("""
                duration: 2h
                fleet: {plant: service, instances: 2, maxInstances: 2, model: {leak: 10kB, startSpread: 0}}
                traffic: [{constant: {rate: 60}}]
                controllers: [none]
                """);
        double[] ready = outcomes.get(0).curve().ready();
        assertThat(ready).contains(2.0);
        assertThat(Arrays.stream(ready).min().orElseThrow()).isLessThan(2);
    }

    @Test
    void objectivesAreHeldAgainstWhatCame() {
        List<Outcome> outcomes = run("""
                duration: 1h
                fleet: {capacity: 50, instances: 2}
                traffic: [{constant: {rate: 120}}]
                controllers: [none]
                """);
        assertThat(new Goal(Goal.Result.VIOLATION, 0.5).isMet(outcomes.get(0).totals()))
                .isFalse();
        assertThat(new Goal(Goal.Result.LOST_LOAD, 0.1).found(outcomes.get(0).totals()))
                .isCloseTo(20 / 120.0, within(1e-3));
        assertThat(new Goal(Goal.Result.MEAN_INSTANCES, 2).isMet(outcomes.get(0).totals()))
                .isTrue();
        assertThat(new Goal(Goal.Result.LATENCY_P99, 0.1).isMet(outcomes.get(0).totals()))
                .isTrue();
    }

    @Test
    void stressFindsWhereAFixedFleetBreaks() {
        TestOptions options = TestOptions.DEFAULTS.with(List.of(new ControllerChoice.Static("static", 20)));
        Scenario stress = NamedTests.stress(options);
        Outcome outcome = Batch.run(Staging.plays(stress), progress -> {}).get(0);
        long each = stress.duration().toMillis() / 20;
        Breaking breaking = new Breaking(each);
        for (int i = 0; i < outcome.curve().size(); i++) {
            long at = i * outcome.curve().millis();
            breaking.see(at, outcome.curve().load()[i], outcome.curve().violated()[i], 0);
        }
        double capacity = 20 * 1000 / 20.0 / 0.6;
        assertThat(breaking.found().orElseThrow().load()).isGreaterThan(0.9 * capacity);
        assertThat(breaking.carried()).isLessThanOrEqualTo(0.9 * capacity);
    }

    /** Missing is not idle. Zero everywhere is suspicious; as policy.md says, it is believed after 10 minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"metricLoss", "zeroMetrics"})
    void flyballDoesNotShrinkWhenMetricsAreMissingOrZeroAllAtOnce(String fault) {
        List<Outcome> outcomes = run("""
                duration: 30m
                fleet: {capacity: 50, instances: 10, maxInstances: 30}
                traffic: [{constant: {rate: 300}}]
                faults: [{%s: {at: 15m, for: 9m, share: 100%%}}]
                controllers: [flyball]
                """.formatted(fault));
        double[] running = outcomes.get(0).curve().running(); // also afterwards, where the first readings are half zero
        assertThat(Arrays.stream(running).min().orElseThrow()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void flyballGoesOnAfterAFailover() {
        List<Outcome> outcomes = run("""
                duration: 1h
                fleet: {capacity: 50, instances: 4, maxInstances: 30}
                traffic: [{ramp: {from: 100, to: 600, at: 30m, rise: 10m}}]
                faults: [{plannerFailover: {at: 28m, for: 1m}}]
                controllers: [flyball]
                """);
        double[] ready = outcomes.get(0).curve().ready();
        assertThat(ready[ready.length - 1]).isBetween(14.0, 26.0);
    }

    @Test
    void theSameScenarioGivesTheSameNumbers() {
        String spec = """
                duration: 6h
                fleet: {plant: service, instances: 4, maxInstances: 20}
                traffic: [{bursty: {quiet: 100, busy: 900}, noise: {deviation: 10%}}]
                faults: [{metricLoss: {at: 1h, share: 50%}}, {crash: {at: 2h, every: 1h, jitter: 30m}}]
                controllers: [hpa]
                seeds: [7]
                """;
        assertThat(run(spec).get(0).totals()).isEqualTo(run(spec).get(0).totals());
    }
}
