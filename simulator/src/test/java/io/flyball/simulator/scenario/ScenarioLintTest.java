package io.flyball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.lint.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioLintTest {
    private static final String LOAD = "traffic: [{constant: {rate: 100}}]\n";

    private static List<String> findings(String spec) {
        return ScenarioLint.check(Scenarios.scenario(spec)).stream()
                .map(Finding::toString)
                .toList();
    }

    @Test
    void aFaultAfterTheEndIsFound() {
        assertThat(findings("duration: 1h\n" + LOAD + "faults: [{crash: {at: 2h}}]"))
                .containsExactly("spec.faults[0].crash.at = 2h: must be within the run: the run ends at 1h; lengthen"
                        + " duration, or let it happen earlier (fault-after-end)");
    }

    @Test
    void aLoadOfNothingIsFound() {
        assertThat(findings("duration: 1h\ntraffic: [{constant: {rate: 0}}]"))
                .singleElement()
                .asString()
                .startsWith("spec.traffic = 0: must be above 0 at some time");
    }

    /** 20 instances x 5,760 steps a day x 100 days x 2 controllers x 1,000 seeds. */
    @Test
    void aLongRunIsAnnouncedWithItsTime() {
        assertThat(findings("duration: 100d\n" + LOAD + "controllers: [hpa, none]\nseeds: {count: 1000}"))
                .singleElement()
                .asString()
                .contains("about 2.3e+10 node-steps take 384 min of one core");
    }

    @Test
    void faultsThatCanHaveNoEffectAreFound() {
        assertThat(findings("duration: 1h\n" + LOAD + "faults: [{hang: {at: 1m}}, {metricLoss: {at: 1m, for: 5s}}]"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("(fault-not-modelled)"),
                        second -> assertThat(second).contains("(fault-shorter-than-step)"));
        assertThat(findings("duration: 1h\nfleet: {plant: service}\n" + LOAD
                        + "faults: [{hang: {at: 1m}}, {plannerFailover: {at: 5m}}]"))
                .isEmpty();
    }

    @Test
    void countsOutsideTheBoundsAreFound() {
        assertThat(findings(
                        "duration: 1h\nfleet: {instances: 1}\n" + LOAD + "controllers: [{static: {instances: 300}}]"))
                .hasSize(2)
                .allMatch(finding -> finding.contains("must be from minInstances (2) to maxInstances (200)"));
    }
}
