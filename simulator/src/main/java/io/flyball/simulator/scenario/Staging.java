package io.flyball.simulator.scenario;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.controller.Bounds;
import io.flyball.simulator.fault.FaultPlan;
import io.flyball.simulator.fault.FaultedController;
import io.flyball.simulator.plant.Plant;
import io.flyball.simulator.plant.SimplePlant;
import io.flyball.simulator.plant.service.ServiceModel;
import io.flyball.simulator.plant.service.ServicePlant;
import io.flyball.simulator.plant.service.Trait;
import io.flyball.simulator.run.Candidate;
import io.flyball.simulator.run.Play;
import io.flyball.simulator.run.Stage;
import io.flyball.simulator.scenario.FleetPlan.Kind;
import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Makes the runs of a scenario: for each seed one stage, on it each controller, with the faults of that seed around it. */
public final class Staging {
    private static final double P99 = 0.99;

    private final Scenario scenario;
    private final FleetPlan fleet;
    private final ServiceName service;
    private final Bounds bounds;

    private Staging(Scenario scenario) {
        this.scenario = scenario;
        this.fleet = scenario.fleet();
        this.service = new ServiceName("simulated");
        this.bounds = new Bounds(fleet.min(), fleet.max());
    }

    /** Those of the first seed first, the controllers in the order of the scenario. */
    public static List<Play> plays(Scenario scenario) {
        return plays(
                scenario,
                scenario.controllers().stream()
                        .map(choice -> new Candidate(choice.name(), stage -> Casting.controller(choice, stage)))
                        .toList());
    }

    /** The same with others who decide. */
    public static List<Play> plays(Scenario scenario, List<Candidate> candidates) {
        Staging staging = new Staging(scenario);
        List<Play> plays = new ArrayList<>();
        for (long seed : scenario.seeds()) {
            Stage stage = staging.stage(seed);
            FaultPlan faults = scenario.faults(seed);
            for (Candidate candidate : candidates) {
                plays.add(new Play(stage, faulted(candidate, faults)));
            }
        }
        return plays;
    }

    private Stage stage(long seed) {
        Load load = scenario.load(seed);
        Measured measured = Measured.of(load, scenario.duration());
        boolean simple = fleet.plant() == Kind.SIMPLE;
        ServiceModel model = simple ? ServiceModel.DEFAULTS : ServiceModel.DEFAULTS.with(fleet.traits());
        double capacity = simple ? fleet.capacity().orElse(FleetPlan.capacity(measured)) : OneInstance.capacity(model);
        long start = simple
                ? fleet.startTime().orElse(FleetPlan.START_TIME).toMillis()
                : Math.round(1000 * model.get(Trait.START));
        int begin = fleet.begin(load.at(0), capacity);
        double perInstance = capacity * FleetPlan.COMFORTABLE;
        Supplier<Plant> plants = simple
                ? () -> new SimplePlant(service, capacity, start, begin, 0)
                : () -> new ServicePlant(service, model, seed, begin, 0);
        return new Stage(
                scenario.name(),
                fleet.plant().name().toLowerCase(Locale.ROOT),
                load,
                scenario.duration().toMillis(),
                scenario.step().toMillis(),
                start,
                bounds,
                perInstance,
                FleetPlan.COMFORTABLE,
                begin,
                bounds.hold(Math.ceil(measured.quantile(P99) / perInstance)),
                seed,
                plants);
    }

    private static Candidate faulted(Candidate candidate, FaultPlan faults) {
        return faults.events().isEmpty()
                ? candidate
                : new Candidate(
                        candidate.name(),
                        stage -> FaultedController.around(candidate.maker().apply(stage), faults));
    }
}
