package io.flyball.simulator.plane.agent;

import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import io.flyball.simulator.plane.world.Chance;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Load of one service and what an instance shows of it. A thread serves 8 requests a second, a processor 100: 12 threads
 * keep it busy. The load is shared evenly by the instances that are ready.
 */
public final class Load {
    private static final double PER_THREAD = 8;
    private static final double PER_PROCESSOR = 100;
    private static final double HEAP = 256e6;

    private final Chance chance;
    private final double usual;
    private double total;
    private int serving = 1;

    public Load(Chance chance, double total) {
        this.chance = chance;
        this.usual = total;
        this.total = total;
    }

    /** Around which it varies. */
    public double usual() {
        return usual;
    }

    /** Requests per second of the whole service. */
    public void total(double now) {
        total = now;
    }

    /** Instances that are ready. */
    public void serving(int instances) {
        serving = Math.max(1, instances);
    }

    Sample of(SimJvm jvm, Instant at, boolean ready) {
        double offered = ready ? total / serving * (0.97 + 0.06 * chance.unit()) : 0;
        double threads = jvm.knobs().get(Knobs.TOMCAT_MAX_THREADS);
        double most = Math.min(threads * PER_THREAD, PER_PROCESSOR);
        double done = Math.min(offered, most);
        double busy = Math.min(threads, offered / PER_THREAD);
        double processor = done / PER_PROCESSOR;
        double waiting = Math.max(0, offered - most);
        double latency = 0.05 / Math.max(0.08, 1 - processor) * (1 + Math.min(4, waiting / most));
        boolean tight = jvm.knobs().get(Knobs.MAX_HEAP_FREE_RATIO) <= 20;
        Map<String, Double> values = new HashMap<>();
        values.put(Metrics.READY, ready ? 1.0 : 0.0);
        values.put(Metrics.CPU, processor);
        values.put(Metrics.HOST_CPU, processor);
        values.put(Metrics.THROUGHPUT, done);
        values.put(Metrics.LATENCY_MEAN, latency);
        values.put(Metrics.LATENCY_P99, latency * 3 * (0.98 + 0.04 * chance.unit()));
        values.put(Metrics.ERROR_RATE, 0.0);
        values.put(Metrics.TOMCAT_THREADS_BUSY, busy);
        values.put(Metrics.TOMCAT_THREADS_MAX, threads);
        values.put(Metrics.TOMCAT_QUEUE, waiting);
        values.put(Metrics.ALLOCATION_RATE, done * 400_000);
        values.put(Metrics.HEAP_LIVE, 0.2 * HEAP);
        values.put(Metrics.HEAP_USED, 0.5 * HEAP);
        values.put(Metrics.HEAP_MAX, HEAP);
        values.put(Metrics.HEAP_COMMITTED, tight && jvm.collections() > 0 ? 0.3 * HEAP : HEAP);
        values.put(Metrics.GC_TIME, 0.005);
        values.put(Metrics.RSS, 1.2 * HEAP);
        return new Sample(at, values);
    }
}
