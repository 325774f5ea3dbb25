package io.flyball.simulator.scenario;

import io.flyball.simulator.scenario.FleetPlan.Kind;
import io.flyball.simulator.traffic.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a test by name is run with.
 *
 * @param peak requests per second that the service is meant for
 * @param duration empty: that of the test
 */
public record TestOptions(
        FleetPlan fleet,
        double peak,
        Optional<Duration> duration,
        List<ControllerChoice> controllers,
        List<Long> seeds) {
    public static final double PEAK = 1_000;
    private static final int MAX = 40;

    /** 20 instances of plant {@code simple} carry 1,000 requests per second comfortably, 40 there may be. */
    public static final TestOptions DEFAULTS = new TestOptions(
            new FleetPlan(
                    Kind.SIMPLE,
                    OptionalInt.empty(),
                    FleetPlan.MIN,
                    MAX,
                    Optional.empty(),
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    Map.of()),
            PEAK,
            Optional.empty(),
            List.of(new ControllerChoice.Flyball("flyball", Optional.empty())),
            List.of(1L));

    public TestOptions {
        controllers = List.copyOf(controllers);
        seeds = List.copyOf(seeds);
        if (!(peak > 0 && peak <= TrafficFields.MOST_RATE)) {
            throw new IllegalArgumentException("peak = " + peak + ": must be a number above 0");
        }
        duration.filter(time -> time.compareTo(Duration.ofMinutes(1)) < 0).ifPresent(time -> {
            throw new IllegalArgumentException("duration = " + time + ": must be at least 1 minute");
        });
    }

    /** The fleet, controllers, seeds and highest load of a scenario; its traffic and faults are replaced by the test's. */
    public static TestOptions of(Scenario scenario) {
        Measured load = Measured.of(scenario.load(scenario.seeds().get(0)), scenario.duration());
        double peak = load.peak() > 0 ? load.peak() : PEAK;
        FleetPlan fleet = scenario.fleet().capacity().isPresent()
                ? scenario.fleet()
                : withCapacity(scenario.fleet(), FleetPlan.capacity(load));
        return new TestOptions(fleet, peak, Optional.empty(), scenario.controllers(), scenario.seeds());
    }

    public TestOptions withPeak(double other) {
        return new TestOptions(fleet, other, duration, controllers, seeds);
    }

    public TestOptions withFleet(FleetPlan other) {
        return new TestOptions(other, peak, duration, controllers, seeds);
    }

    public TestOptions lasting(Duration time) {
        return new TestOptions(fleet, peak, Optional.of(time), controllers, seeds);
    }

    public TestOptions with(List<ControllerChoice> others) {
        return new TestOptions(fleet, peak, duration, others, seeds);
    }

    public TestOptions withSeeds(List<Long> others) {
        return new TestOptions(fleet, peak, duration, controllers, others);
    }

    /** Requests per second that one instance of plant {@code simple} carries: by default 20 carry the peak at 60 %. */
    double capacity() {
        return fleet.capacity().orElseGet(() -> FleetPlan.capacity(new Measured(new double[] {peak})));
    }

    FleetPlan fleetWithCapacity() {
        return fleet.plant() == Kind.SIMPLE ? withCapacity(fleet, capacity()) : fleet;
    }

    private static FleetPlan withCapacity(FleetPlan fleet, double capacity) {
        OptionalDouble known = fleet.plant() == Kind.SIMPLE ? OptionalDouble.of(capacity) : OptionalDouble.empty();
        return new FleetPlan(
                fleet.plant(),
                fleet.instances(),
                fleet.min(),
                fleet.max(),
                fleet.startTime(),
                fleet.zones(),
                known,
                fleet.model());
    }
}
