package io.flyball.simulator.report;

import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.scenario.NamedTests;
import io.flyball.simulator.scenario.Scenario;
import io.flyball.simulator.scenario.TestOptions;
import java.util.function.Function;

/** A test by name: its scenario, and how what came of it is read. */
public enum NamedTest {
    LOAD(NamedTests::load),
    STRESS(NamedTests::stress),
    ENDURANCE(NamedTests::endurance),
    SPIKE(NamedTests::spike);

    private final Function<TestOptions, Scenario> scenario;

    NamedTest(Function<TestOptions, Scenario> scenario) {
        this.scenario = scenario;
    }

    public Scenario scenario(TestOptions options) {
        return scenario.apply(options);
    }

    /** @param peak requests per second that the service is meant for */
    public Finding read(Outcome outcome, double peak) {
        return switch (this) {
            case LOAD -> LoadReading.of(outcome, peak);
            case STRESS -> StressReading.of(outcome, peak);
            case ENDURANCE -> EnduranceReading.of(outcome);
            case SPIKE -> SpikeReading.of(outcome);
        };
    }
}
