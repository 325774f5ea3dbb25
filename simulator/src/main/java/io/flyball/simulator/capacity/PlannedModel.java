package io.flyball.simulator.capacity;

import io.flyball.simulator.plant.service.ServiceModel;
import io.flyball.simulator.plant.service.Trait;
import java.util.Map;
import java.util.TreeMap;

/** A service as it was measured, in the traits of plant {@code service}; nothing in it that was not. */
final class PlannedModel {
    private static final double PLENTY = 10_000;
    private static final double MOST_VARIATION = 25;

    private PlannedModel() {}

    /** Everything that a measured service is not known to have is off: warm-up, neighbours, uneven nodes, cache. */
    static ServiceModel measured(Facts facts, Sizing.Fit fit, ServiceTime service) {
        double cores = Math.max(1, StrictMath.rint(facts.of(Fact.CORES)));
        double cpu = cores / fit.capacity();
        double call = facts.has(Fact.HOLD) ? facts.of(Fact.HOLD) : 0;
        double cv2 = service.spread() * service.spread() / (service.mean() * service.mean());
        Map<String, Double> traits = new TreeMap<>();
        traits.put("cores", cores);
        traits.put("cpu", cpu);
        traits.put("call", call);
        traits.put("wait", Math.max(0, service.mean() - cpu - call));
        traits.put("cv2", Math.min(MOST_VARIATION, cv2));
        traits.put("arrivalCv2", Math.max(0, Math.min(MOST_VARIATION, 2 * facts.of(Fact.VARIABILITY) - cv2)));
        for (String none :
                new String[] {"sigma", "kappa", "cache", "neighbourEvery", "speedSpread", "compilers", "idleCpu"}) {
            traits.put(none, 0.0);
        }
        traits.put("warmUpFactor", 1.0);
        traits.put("downstreamServers", PLENTY);
        traits.put("downstreamConnections", facts.has(Fact.CONNECTIONS) ? Math.rint(facts.of(Fact.CONNECTIONS)) : 1e6);
        if (facts.has(Fact.LIVE) && facts.has(Fact.ALLOCATION)) {
            traits.put("live", facts.of(Fact.LIVE));
            traits.put("allocation", facts.of(Fact.ALLOCATION));
            traits.put("markRate", facts.of(Fact.GC_SPEED));
            traits.put("pause", 0.0);
            traits.put("livePerRequest", facts.has(Fact.LIVE_PER_REQUEST) ? facts.of(Fact.LIVE_PER_REQUEST) : 0);
        }
        return ServiceModel.DEFAULTS.with(traits);
    }

    /** With what is planned; a null leaves what the model has. */
    static ServiceModel with(ServiceModel model, Pool threads, Heap heap, Pool connections) {
        Map<String, Double> traits = new TreeMap<>();
        if (threads != null) {
            traits.put(Trait.THREADS.key(), (double) Math.min((int) PLENTY, threads.size()));
            traits.put(Trait.QUEUE.key(), (double) threads.queue());
        }
        if (heap != null) {
            traits.put(Trait.HEAP_MAX.key(), (double) heap.bytes());
            traits.put(Trait.HEAP_INITIAL.key(), (double) heap.bytes());
        }
        if (connections != null) {
            traits.put(Trait.POOL.key(), (double) Math.min((int) PLENTY, connections.size()));
        }
        return model.with(traits);
    }
}
