package io.flyball.simulator.scenario;

import io.flyball.simulator.fault.FaultPlan;
import io.flyball.simulator.fault.PlannedFault;
import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Loads;
import io.flyball.simulator.traffic.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is simulated: one fleet under one load with its faults, once for each controller and seed.
 *
 * @param duration virtual time of a run
 * @param step virtual time between two decisions
 * @param traffic kinds of load that add up
 * @param controllers at least one
 * @param seeds at least one; each is a run of its own for each controller
 */
public record Scenario(
        String name,
        Duration duration,
        Duration step,
        FleetPlan fleet,
        List<Source> traffic,
        List<PlannedFault> faults,
        List<ControllerChoice> controllers,
        List<Goal> objectives,
        List<Long> seeds) {
    public Scenario {
        traffic = List.copyOf(traffic);
        faults = List.copyOf(faults);
        controllers = List.copyOf(controllers);
        objectives = List.copyOf(objectives);
        seeds = List.copyOf(seeds);
    }

    /** The load of the run with this seed; the same for every controller. */
    public Load load(long seed) {
        List<Load> loads = new ArrayList<>();
        for (int i = 0; i < traffic.size(); i++) {
            loads.add(traffic.get(i).load(Source.seed(seed, i), duration));
        }
        return Loads.sum(loads);
    }

    /** What goes wrong in the run with this seed; the same for every controller. */
    public FaultPlan faults(long seed) {
        return FaultPlan.of(faults, seed, duration);
    }

    /** Requests per second that make one instance of plant {@code simple} 100 % busy under this load. */
    public double capacity(Load load) {
        return fleet.capacity().orElseGet(() -> FleetPlan.capacity(Measured.of(load, duration)));
    }

    /** Decisions of a run. */
    public long decisions() {
        return 1 + duration.toMillis() / step.toMillis();
    }

    /** Steps in which each instance of a run is computed. */
    public long steps() {
        long computed = fleet.plant() == FleetPlan.Kind.SERVICE
                ? Math.min(step.toMillis(), Math.round(1000 * fleet.traits().getOrDefault("step", 1.0)))
                : step.toMillis();
        return 1 + duration.toMillis() / Math.max(1, computed);
    }

    public Scenario withControllers(List<ControllerChoice> others) {
        return new Scenario(name, duration, step, fleet, traffic, faults, others, objectives, seeds);
    }

    public Scenario withSeeds(List<Long> others) {
        return new Scenario(name, duration, step, fleet, traffic, faults, controllers, objectives, others);
    }
}
