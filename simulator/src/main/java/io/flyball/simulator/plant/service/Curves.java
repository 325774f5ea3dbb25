package io.flyball.simulator.plant.service;

import java.util.Map;
import java.util.TreeMap;

/** One {@link WorkerCurve} per size of a pool, shared by all nodes of a service. */
final class Curves {
    private final Constants model;
    private final double factor;
    private final Map<Integer, WorkerCurve> byThreads = new TreeMap<>();

    Curves(Constants model) {
        this.model = model;
        factor = (model.get(Trait.ARRIVAL_VARIATION) + model.get(Trait.VARIATION)) / 2;
    }

    WorkerCurve threads(int threads) {
        return byThreads.computeIfAbsent(
                threads,
                size -> new WorkerCurve(
                        size, model.count(Trait.CORES), model.get(Trait.SIGMA), model.get(Trait.KAPPA), factor));
    }
}
