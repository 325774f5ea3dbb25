package io.flyball.policy.analyze.bottleneck;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells causes from symptoms. A pool of threads is full because of what its threads wait for; processors are full because
 * of collections; collections are frequent because of a leak; connections are missing because those who hold them wait
 * for a lock. What another, likely cause explains keeps 40 % of its confidence at worst:
 * {@code c x (1 - 0.6 x explaining)}.
 *
 * <p>Example: thread pool exhaustion 0.9, downstream latency 0.8: 0.9 x (1 - 0.48) = 0.47, named second.
 */
final class Explanations {
    private static final double EXPLAINED = 0.6;
    private static final double LIKELY = 0.5;
    private static final double MOST_HOLDERS = 0.5;

    private static final Map<Bottleneck, Set<Bottleneck>> CAUSES = Map.of(
            Bottleneck.THREAD_POOL_EXHAUSTION,
            Set.of(
                    Bottleneck.GC_PRESSURE,
                    Bottleneck.RUN_QUEUE,
                    Bottleneck.DOWNSTREAM_LATENCY,
                    Bottleneck.LOCK_CONTENTION,
                    Bottleneck.CONNECTION_POOL_WAIT,
                    Bottleneck.CPU_SATURATION),
            Bottleneck.CPU_SATURATION,
            Set.of(Bottleneck.GC_PRESSURE),
            Bottleneck.GC_PRESSURE,
            Set.of(Bottleneck.MEMORY_LEAK));

    private final Map<Bottleneck, Double> raw = new EnumMap<>(Bottleneck.class);
    private final WorkerTime workers;

    Explanations(List<Case> cases, WorkerTime workers) {
        cases.forEach(found -> raw.put(found.bottleneck(), found.confidence()));
        this.workers = workers;
    }

    /** Closed with what is left of its confidence, and why. */
    Cause explain(Case found) {
        double most = 0;
        List<String> remarks = new ArrayList<>();
        for (Bottleneck other : Bottleneck.values()) {
            double likely = raw.getOrDefault(other, 0.0);
            if (likely >= LIKELY && explains(other, found.bottleneck())) {
                most = Math.max(most, likely);
                remarks.add("rather a symptom of " + other.label());
            }
        }
        return found.close(found.confidence() * (1 - EXPLAINED * most), remarks);
    }

    private boolean explains(Bottleneck cause, Bottleneck symptom) {
        if (cause == Bottleneck.LOCK_CONTENTION && symptom == Bottleneck.CONNECTION_POOL_WAIT) {
            return workers.lock() >= MOST_HOLDERS * (1 - workers.pool());
        }
        return CAUSES.getOrDefault(symptom, Set.of()).contains(cause);
    }
}
