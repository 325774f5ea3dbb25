package io.flyball.simulator.plant.service;

import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Setting;
import java.util.ArrayList;
import java.util.List;

/** What can be set at a node while it runs, within which bounds, and what that does. */
final class NodeKnobs {
    private static final int MOST_THREADS = 1_000;
    private static final int MOST_CONNECTIONS = 200;
    private static final long MOST_QUEUE = 100_000;

    private final Constants model;
    private final Curves curves;
    private final List<Capability> capabilities;

    NodeKnobs(Constants model, Curves curves) {
        this.model = model;
        this.curves = curves;
        List<Capability> offered = new ArrayList<>();
        long threads = model.count(Trait.THREADS);
        long queue = model.count(Trait.QUEUE);
        long heap = (long) model.get(Trait.HEAP_MAX);
        offered.add(able(Knobs.TOMCAT_MAX_THREADS, threads, 1, Math.max(MOST_THREADS, threads), "threads"));
        offered.add(able(Readings.QUEUE_DEPTH, queue, 0, Math.max(MOST_QUEUE, queue), "permits"));
        offered.add(able(Knobs.SOFT_MAX_HEAP_SIZE, heap, Math.min(heap, 16_000_000), heap, "bytes"));
        offered.add(able(Knobs.MIN_HEAP_FREE_RATIO, JavaHeap.MIN_FREE, 0, 100, "percent"));
        offered.add(able(Knobs.MAX_HEAP_FREE_RATIO, JavaHeap.MAX_FREE, 0, 100, "percent"));
        offered.add(able(Knobs.G1_PERIODIC_GC_INTERVAL, 0, 0, 86_400_000, "ms"));
        offered.add(able(Knobs.GC_RUN, 0, 1, 1, "action"));
        if (model.get(Trait.CALL) > 0) {
            long pool = model.count(Trait.POOL);
            offered.add(able(Knobs.HIKARI_MAX_POOL_SIZE, pool, 1, Math.max(MOST_CONNECTIONS, pool), "connections"));
        }
        if (model.get(Trait.CACHE) > 0) {
            long most =
                    (long) Math.max(model.get(Trait.CACHE), model.get(Trait.HEAP_MAX) / model.get(Trait.CACHE_ENTRY));
            offered.add(able(Readings.CACHE_CAPACITY, (long) model.get(Trait.CACHE), 1, most, "entries"));
        }
        capabilities = List.copyOf(offered);
    }

    private static Capability able(String knob, long current, long least, long most, String unit) {
        return new Capability(knob, current, least, most, unit, true, "");
    }

    List<Capability> capabilities() {
        return capabilities;
    }

    CommandOutcome set(Node node, List<Setting> settings) {
        for (Setting setting : settings) {
            Capability able = find(setting.knob());
            if (able == null) {
                return CommandOutcome.REFUSED_CAPABILITY;
            }
            if (!able.allows(setting.value())) {
                return CommandOutcome.REFUSED_BOUNDS;
            }
        }
        if (!node.isReady() || node.hangs()) {
            return CommandOutcome.FAILED;
        }
        settings.forEach(setting -> apply(node, setting));
        return CommandOutcome.APPLIED;
    }

    private Capability find(String knob) {
        for (Capability able : capabilities) {
            if (able.knob().equals(knob)) {
                return able;
            }
        }
        return null;
    }

    private void apply(Node node, Setting setting) {
        long value = setting.value();
        switch (setting.knob()) {
            case Knobs.TOMCAT_MAX_THREADS -> node.workers.pace().resize(curves.threads((int) value));
            case Readings.QUEUE_DEPTH -> node.room = new Workers.Room(value, model.get(Trait.TIMEOUT));
            case Knobs.HIKARI_MAX_POOL_SIZE -> node.pool = (int) value;
            case Knobs.SOFT_MAX_HEAP_SIZE -> node.heap.softMax = value;
            case Knobs.MIN_HEAP_FREE_RATIO -> node.heap.minFree = value;
            case Knobs.MAX_HEAP_FREE_RATIO -> node.heap.maxFree = value;
            case Knobs.G1_PERIODIC_GC_INTERVAL -> node.heap.periodicMillis = value;
            case Knobs.GC_RUN -> node.heap.run();
            case Readings.CACHE_CAPACITY -> node.cache.resize(value);
            default -> throw new IllegalStateException(setting.knob() + ": must be one of the capabilities");
        }
    }
}
