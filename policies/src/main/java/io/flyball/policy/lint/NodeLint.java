package io.flyball.policy.lint;

import io.flyball.policy.document.CacheOptimization;
import io.flyball.policy.document.ConnectionPool;
import io.flyball.policy.document.ConnectionPool.Downstream;
import io.flyball.policy.document.MemoryOptimization;
import io.flyball.policy.document.MemoryOptimization.HeapBounds;
import io.flyball.policy.document.MemoryOptimization.HeapFleet;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ThreadOptimization;
import io.flyball.policy.document.field.Written;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Settings of nodes that add up to more than there is, or that two sections move. */
final class NodeLint {
    private static final long MIB = 1L << 20;

    private NodeLint() {}

    static void check(Policy policy, Findings findings) {
        policy.scaling().ifPresent(scaling -> {
            for (int i = 0; i < policy.connections().size(); i++) {
                pool("spec.connections[" + i + "]", policy.connections().get(i), scaling.maxInstances(), findings);
            }
            policy.memory().ifPresent(memory -> fleet(memory, scaling.maxInstances(), findings));
        });
        knobs(policy, findings);
    }

    private static void pool(String path, ConnectionPool pool, int instances, Findings findings) {
        Optional<Downstream> downstream = pool.downstream();
        long wanted = (long) pool.max() * instances;
        if (downstream.isEmpty() || wanted <= downstream.get().budget()) {
            return;
        }
        int budget = downstream.get().budget();
        findings.error(
                "pool-times-instances",
                path + ".max",
                pool.max(),
                "must be at most " + budget / instances,
                "%d instances x %d = %d connections, and %s takes %d, of which %s (%d) are ours"
                        .formatted(
                                instances,
                                pool.max(),
                                wanted,
                                downstream.get().name(),
                                downstream.get().limit(),
                                Written.share(downstream.get().share()),
                                budget),
                "lower max to %d, or maxInstances to %d".formatted(budget / instances, budget / pool.max()));
    }

    private static void fleet(MemoryOptimization memory, int instances, Findings findings) {
        Optional<HeapFleet> fleet = memory.fleet();
        Optional<HeapBounds> heap = memory.heap();
        if (fleet.isEmpty() || heap.isEmpty()) {
            return;
        }
        double least = (double) heap.get().initial() * instances;
        if (least > fleet.get().total()) {
            findings.error(
                    "heap-times-instances",
                    "spec.memory.initial",
                    Written.size(heap.get().initial()),
                    "must be at most " + Written.size(fleet.get().total() / instances / MIB * MIB),
                    "%d instances x %s are more than fleet.total %s"
                            .formatted(
                                    instances,
                                    Written.size(heap.get().initial()),
                                    Written.size(fleet.get().total())),
                    "lower initial or maxInstances, or raise fleet.total");
        }
    }

    /** Each knob has one owner. */
    private static void knobs(Policy policy, Findings findings) {
        TreeMap<String, String> owners = new TreeMap<>();
        policy.threads().map(ThreadOptimization::knob).ifPresent(knob -> owners.put(knob, "spec.threads"));
        List<ConnectionPool> pools = policy.connections();
        for (int i = 0; i < pools.size(); i++) {
            own(owners, pools.get(i).knob(), "spec.connections[" + i + "]", findings);
        }
        policy.memory()
                .flatMap(MemoryOptimization::cache)
                .flatMap(CacheOptimization::knob)
                .ifPresent(knob -> own(owners, knob, "spec.memory.cache", findings));
    }

    private static void own(TreeMap<String, String> owners, String knob, String path, Findings findings) {
        String other = owners.putIfAbsent(knob, path);
        if (other != null) {
            findings.error(
                    "knob-twice",
                    path + ".knob",
                    knob,
                    "must not be that of " + other,
                    "two sections would move one knob against each other",
                    "remove one of the two");
        }
    }
}
