package io.flyball.simulator.capacity;

import io.flyball.simulator.plant.service.ServiceModel;
import io.flyball.simulator.plant.service.Trait;
import io.flyball.simulator.scenario.FleetPlan;
import io.flyball.simulator.scenario.Goal;
import io.flyball.simulator.scenario.Scenario;
import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The question that a scenario asks: its load and fleet; a fleet of plant {@code service} is measured first, as it would be
 * done with a real one.
 */
public final class ScenarioCapacity {
    private static final double Q = 0.99;

    private ScenarioCapacity() {}

    /** @param given counts more than what the scenario says */
    public static CapacityQuestion question(Scenario scenario, Facts given, List<Objective> objectives) {
        String source = "scenario " + scenario.name();
        long seed = scenario.seeds().get(0);
        Load load = scenario.load(seed);
        FleetPlan fleet = scenario.fleet();
        Facts facts = given.with(
                        Fact.PEAK_SEEN,
                        Measured.of(load, scenario.duration()).quantile(Q),
                        source + ", p99 of its load")
                .with(Fact.MAX_INSTANCES, fleet.max(), source);
        if (fleet.instances().isPresent()) {
            facts = facts.with(Fact.INSTANCES_NOW, fleet.instances().getAsInt(), source);
        }
        Course course = new Course(load, scenario.duration().toMillis());
        if (fleet.plant() == FleetPlan.Kind.SIMPLE) {
            Facts simple = fleet.capacity().isPresent() && !facts.has(Fact.CPU_PER_REQUEST)
                    ? facts.with(Fact.CAPACITY, fleet.capacity().getAsDouble(), source)
                    : facts;
            return new CapacityQuestion(
                    simple, Optional.empty(), goals(scenario, objectives), Optional.of(course), Optional.empty());
        }
        ServiceModel model = ServiceModel.DEFAULTS.with(fleet.traits());
        facts = facts.with(Fact.CORES, model.get(Trait.CORES), source)
                .with(Fact.LIVE_PER_REQUEST, model.get(Trait.LIVE_PER_REQUEST), source);
        if (model.get(Trait.CALL) > 0) {
            facts = facts.with(Fact.CONNECTIONS, model.get(Trait.DOWNSTREAM_CONNECTIONS), source)
                    .with(Fact.DOWNSTREAM, model.get(Trait.DOWNSTREAM_SERVERS), source);
        }
        return new CapacityQuestion(
                facts,
                Optional.of(Calibration.of(model, seed)),
                goals(scenario, objectives),
                Optional.of(course),
                Optional.of(model));
    }

    private static List<Objective> goals(Scenario scenario, List<Objective> objectives) {
        List<Objective> all = new ArrayList<>(objectives);
        if (all.isEmpty()) {
            for (Goal goal : scenario.objectives()) {
                Objective.kind(goal.result().word())
                        .filter(Objective.Kind::isLatency)
                        .ifPresent(kind -> all.add(new Objective(kind, goal.below())));
            }
            if (all.isEmpty() && scenario.fleet().model().containsKey(Trait.OBJECTIVE_LATENCY.key())) {
                all.add(new Objective(
                        Objective.Kind.LATENCY_P99, scenario.fleet().model().get(Trait.OBJECTIVE_LATENCY.key())));
            }
        }
        return all;
    }
}
