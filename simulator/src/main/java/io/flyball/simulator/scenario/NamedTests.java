package io.flyball.simulator.scenario;

import io.flyball.simulator.fault.Fault;
import io.flyball.simulator.fault.Hit;
import io.flyball.simulator.fault.PlannedFault;
import io.flyball.simulator.fault.Timing;
import io.flyball.simulator.plant.service.ServiceModel;
import io.flyball.simulator.scenario.FleetPlan.Kind;
import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.shape.Diurnal;
import io.flyball.simulator.traffic.shape.FlashCrowd;
import io.flyball.simulator.traffic.shape.Noise;
import io.flyball.simulator.traffic.shape.Ramp;
import io.flyball.simulator.traffic.shape.Steps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The four tests that the field knows by name, as scenarios. Times stretch with the duration that is asked for. */
public final class NamedTests {
    /** Steps of a stress test, equally long. */
    public static final int STRESS_STEPS = 20;

    private static final double NOISE = 0.05;
    private static final String LEAK = "leak";
    private static final double BYTES_LEFT = 20;
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private NamedTests() {}

    /** From a tenth of the peak up to it within a sixth of the time (1 h), then held: does it carry what it is meant for? */
    public static Scenario load(TestOptions options) {
        Duration all = options.duration().orElse(Duration.ofHours(1));
        Source ramp = (seed, length) ->
                noisy(new Ramp(options.peak() / 10, options.peak(), all.dividedBy(12), all.dividedBy(6)), seed);
        return scenario("load", options, all, List.of(ramp), List.of());
    }

    /**
     * Twenty equal steps (5 min each) from a fifth of the peak to 20 % more than the largest fleet carries: where does it
     * break? {@link Breaking} tells.
     */
    public static Scenario stress(TestOptions options) {
        int steps = STRESS_STEPS;
        Duration all = options.duration().orElse(Duration.ofMinutes(5).multipliedBy(steps));
        double first = options.peak() / 5;
        FleetPlan fleet = options.fleet();
        double each = fleet.plant() == Kind.SIMPLE
                ? options.capacity()
                : OneInstance.capacity(ServiceModel.DEFAULTS.with(fleet.traits()));
        double most = Math.max(options.peak(), fleet.max() * each * 1.2);
        Load stairs = Steps.rising(first, (most - first) / (steps - 1), all.dividedBy(steps), steps);
        return scenario("stress", options, all, List.of((seed, length) -> stairs), List.of());
    }

    /**
     * Days (7) between 30 % of the peak and the peak, with what age does. Each 12 hours an instance ends without warning.
     * Plant {@code service} leaks besides, unless its model says how much: 20 bytes a request fill 512 MB in about two days.
     */
    public static Scenario endurance(TestOptions options) {
        Duration all = options.duration().orElse(Duration.ofDays(7));
        Source days = (seed, length) ->
                noisy(new Diurnal(options.peak() * 0.3, options.peak(), Duration.ofHours(14), List.of(0.2)), seed);
        Duration every = Duration.ofHours(12);
        Timing crashes = new Timing(every.dividedBy(2), Duration.ZERO, Optional.of(every), every.dividedBy(2));
        PlannedFault crash = new PlannedFault(new Fault.Crash(), Hit.ONE, crashes);
        FleetPlan fleet = options.fleet();
        TestOptions leaking = fleet.plant() == Kind.SERVICE && !fleet.model().containsKey(LEAK)
                ? options.withFleet(fleet.with(LEAK, BYTES_LEFT))
                : options;
        return scenario("endurance", leaking, all, List.of(days), List.of(crash));
    }

    /**
     * Three crowds on a tenth of the peak, of 3, 5 and 10 times that load, each within 10 s, for a tenth of the time (100
     * min): how long is it overloaded, how soon is it small again?
     */
    public static Scenario spike(TestOptions options) {
        Duration all = options.duration().orElse(Duration.ofMinutes(100));
        double base = options.peak() / 10;
        List<Source> crowds = new ArrayList<>();
        crowds.add((seed, length) -> noisy(millis -> base, seed));
        int[] times = {3, 5, 10};
        for (int i = 0; i < times.length; i++) {
            double height = base * (times[i] - 1);
            Duration at = all.multipliedBy(1 + 3L * i).dividedBy(10);
            Load crowd =
                    new FlashCrowd(0, height, at, Duration.ofSeconds(10), all.dividedBy(10), Duration.ofSeconds(10));
            crowds.add((seed, length) -> crowd);
        }
        return scenario("spike", options, all, crowds, List.of());
    }

    private static Load noisy(Load load, long seed) {
        return new Noise(load, NOISE, MEMORY, seed);
    }

    private static Scenario scenario(
            String name, TestOptions options, Duration all, List<Source> traffic, List<PlannedFault> faults) {
        FleetPlan fleet = options.fleetWithCapacity();
        return new Scenario(
                name,
                all,
                ScenarioFields.STEP,
                fleet,
                traffic,
                faults,
                options.controllers(),
                List.of(),
                options.seeds());
    }
}
