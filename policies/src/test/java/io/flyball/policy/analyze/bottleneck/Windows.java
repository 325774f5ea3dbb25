package io.flyball.policy.analyze.bottleneck;

import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Windows of 24 samples at 5 s. */
final class Windows {
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    static final int SAMPLES = 24;

    private Windows() {}

    /** A service that is fine: 5 of 16 workers busy, most of that waiting 10 ms for others. */
    static Map<String, Double> healthy() {
        Map<String, Double> values = new HashMap<>();
        values.put(Metrics.CPU, 0.12);
        values.put(Metrics.CPU_CORES, 0.24);
        values.put(Metrics.HOST_CPU, 0.31);
        values.put(Metrics.RUN_QUEUE_WAIT, 0.02);
        values.put(Metrics.PSI_CPU, 0.02);
        values.put(Metrics.GC_TIME, 0.01);
        values.put(Metrics.GC_OLD_COUNT, 0.0);
        values.put(Metrics.HEAP_MAX, 1e9);
        values.put(Metrics.HEAP_LIVE, 3e8);
        values.put(Metrics.HEAP_LIVE_RATIO, 0.3);
        values.put(Metrics.ALLOCATION_RATE, 5e7);
        values.put(Metrics.LOCKS_CONTENDED, 0.1);
        values.put(Metrics.THREADS_WORKERS, 16.0);
        threads(values, 0.69, 0.05, 0, 0, 0.25);
        values.put(Metrics.TOMCAT_THREADS_MAX, 16.0);
        values.put(Metrics.TOMCAT_THREADS_BUSY, 5.0);
        values.put(Metrics.TOMCAT_QUEUE, 0.0);
        values.put(Metrics.THROUGHPUT, 400.0);
        values.put(Metrics.LATENCY_MEAN, 0.0125);
        values.put(Metrics.HIKARI_MAX, 8.0);
        values.put(Metrics.HIKARI_ACTIVE, 2.0);
        values.put(Metrics.HIKARI_PENDING, 0.0);
        return values;
    }

    static void threads(Map<String, Double> values, double idle, double runnable, double lock, double pool, double io) {
        values.put(Metrics.THREADS_IDLE_SHARE, idle);
        values.put(Metrics.THREADS_RUNNABLE_SHARE, runnable);
        values.put(Metrics.THREADS_BLOCKED_SHARE, lock);
        values.put(Metrics.THREADS_POOL_WAIT_SHARE, pool);
        values.put(Metrics.THREADS_IO_WAIT_SHARE, io);
    }

    /** All workers of {@code max} busy, {@code queue} requests waiting. */
    static void full(Map<String, Double> values, double max, double queue, double perSecond) {
        values.put(Metrics.THREADS_WORKERS, max);
        values.put(Metrics.TOMCAT_THREADS_MAX, max);
        values.put(Metrics.TOMCAT_THREADS_BUSY, max);
        values.put(Metrics.TOMCAT_QUEUE, queue);
        values.put(Metrics.THROUGHPUT, perSecond);
        values.put(Metrics.LATENCY_MEAN, max / perSecond);
    }

    static List<Sample> steady(Map<String, Double> values) {
        return of(i -> values);
    }

    static List<Sample> of(IntFunction<Map<String, Double>> values) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            samples.add(new Sample(START.plusSeconds(5L * i), values.apply(i)));
        }
        return samples;
    }
}
