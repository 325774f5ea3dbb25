package io.flyball.simulator.plant.service;

import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Turns what a node did since its last report into the report that an agent would send. */
final class Readings {
    static final String CACHE = "app.cache";
    static final String CACHE_CAPACITY = CACHE + ".capacity";
    static final String QUEUE_DEPTH = "tomcat.queueDepth";
    /** Stack pages of a thread that are in use. */
    private static final double THREAD_BYTES = 200e3;

    private static final int OTHER_THREADS = 24;
    /** Below it a look finds nobody who waits in 19 of 20 cases. */
    private static final double LEAST_WAITING = 0.05;

    private final Constants model;
    private final Latency latency;

    Readings(Constants model) {
        this.model = model;
        latency = new Latency(model.get(Trait.VARIATION));
    }

    double quantile(Latency.Shape shape, double share) {
        return latency.quantile(shape, share);
    }

    /**
     * Splits the mean time inside, known by Little's law, into the time on the thread, the random wait of a stationary
     * state at this rate, and what is left: a backlog.
     */
    Latency.Shape shape(Node node, Meter meter) {
        Workers workers = node.workers;
        double inside = meter.inside / meter.seconds;
        double rate = Math.max((meter.completed + meter.timedOut) / meter.seconds, 1e-9);
        double busy = workers.pace().busy(inside);
        double queue = Math.max(0, inside - busy);
        double offered = meter.arrived / meter.seconds;
        double rho = offered / workers.pace().capacity();
        double random = rho < 1 ? Math.min(queue, workers.pace().waiting(rho)) : 0;
        double waits = rho < 1 ? workers.pace().waits(rho) : 0;
        double wait = waits > 0 ? random / rate / waits : 0;
        double hold = meter.completed > 0 ? busy / rate : workers.pace().alone();
        return new Latency.Shape(
                hold,
                waits,
                wait,
                (queue - random) / rate,
                queue - random,
                node.heap.pause(),
                meter.collections / meter.seconds);
    }

    /** What its agent sends. */
    Sample report(Node node, Instant at) {
        Meter meter = node.unreported;
        Map<String, Double> values = new HashMap<>(96);
        double seconds = Math.max(meter.seconds, 1e-9);
        boolean ready = node.isReady() && !node.hangs();
        values.put(Metrics.READY, ready ? 1.0 : 0.0);
        values.put(Metrics.UPTIME, node.uptime);
        double cores = model.get(Trait.CORES);
        double used = meter.cpuSeconds / seconds;
        values.put(Metrics.CPU_CORES, used);
        values.put(Metrics.CPU, used / cores);
        values.put(Metrics.HOST_CPU, Math.min(1, (used + meter.stolenSeconds / seconds) / cores));
        heap(values, node, seconds);
        double threads = node.workers.threads();
        values.put(Metrics.RSS, node.heap.committed() + model.get(Trait.NON_HEAP) + threads * THREAD_BYTES);
        values.put(Metrics.NON_HEAP_USED, model.get(Trait.NON_HEAP) / 2);
        values.put(Metrics.THREADS, threads + OTHER_THREADS);
        if (node.isReady()) {
            requests(values, node, seconds);
        }
        return new Sample(at, values);
    }

    private void heap(Map<String, Double> values, Node node, double seconds) {
        JavaHeap heap = node.heap;
        values.put(Metrics.HEAP_USED, heap.used());
        values.put(Metrics.HEAP_COMMITTED, heap.committed());
        values.put(Metrics.HEAP_MAX, heap.max());
        values.put(Metrics.HEAP_LIVE, heap.live());
        values.put(Metrics.HEAP_LIVE_RATIO, heap.live() / heap.max());
        values.put(Metrics.ALLOCATION_RATE, node.unreported.allocated / seconds);
        values.put(Metrics.GC_TIME, node.unreported.stoppedSeconds / seconds);
        values.put(Metrics.SAFEPOINT_TIME, node.unreported.stoppedSeconds / seconds);
        values.put(Metrics.GC_COUNT, node.unreported.collections);
        values.put(Metrics.GC_OLD_COUNT, node.unreported.oldCollections);
    }

    private void requests(Map<String, Double> values, Node node, double seconds) {
        Meter meter = node.unreported;
        Workers workers = node.workers;
        double inside = meter.inside / seconds;
        double busy = workers.pace().busy(inside);
        double threads = workers.threads();
        double rate = meter.completed / seconds;
        values.put(Metrics.THROUGHPUT, rate);
        values.put(Metrics.ERROR_RATE, meter.errorShare());
        if (meter.completed > 0) {
            Latency.Shape shape = shape(node, meter);
            values.put(Metrics.LATENCY_MEAN, shape.mean());
            values.put(Metrics.LATENCY_P50, latency.quantile(shape, 0.5));
            values.put(Metrics.LATENCY_P99, latency.quantile(shape, 0.99));
        }
        values.put(Metrics.TOMCAT_THREADS_MAX, threads);
        values.put(Metrics.TOMCAT_THREADS_CURRENT, threads);
        values.put(Metrics.TOMCAT_THREADS_BUSY, busy);
        values.put(Metrics.TOMCAT_QUEUE, whole(inside - busy));
        values.put(Metrics.TOMCAT_CONNECTIONS, inside);
        shares(values, node, busy, rate);
        if (model.get(Trait.CALL) > 0) {
            values.put(Metrics.HIKARI_MAX, (double) node.pool);
            values.put(Metrics.HIKARI_ACTIVE, meter.connected / seconds);
            values.put(Metrics.HIKARI_PENDING, whole(meter.pending / seconds));
        }
        if (model.get(Trait.CACHE) > 0) {
            values.put(CACHE_CAPACITY, node.cache.capacity());
            values.put(CACHE + ".entries", node.cache.entries());
            values.put(CACHE + ".hits", node.cache.hits());
            values.put(CACHE + ".evictions", meter.thrownOut / seconds);
            values.put(CACHE + ".entryBytes", model.get(Trait.CACHE_ENTRY));
        }
    }

    /** An agent counts those that wait at one moment: where there is hardly ever one, it sees none. */
    private static double whole(double waiting) {
        return waiting < LEAST_WAITING ? 0 : waiting;
    }

    /** What the threads do: the rest of the busy ones' time, after waiting elsewhere, is the processor's. */
    private void shares(Map<String, Double> values, Node node, double busy, double rate) {
        double threads = node.workers.threads();
        double pending = Math.min(busy, node.unreported.pending / node.unreported.seconds);
        double elsewhere = Math.min(
                busy - pending,
                rate * model.get(Trait.WAIT) * node.slow + node.unreported.connected / node.unreported.seconds);
        double contention = model.get(Trait.SIGMA) * Math.max(0, busy - 1);
        double blocked = Math.min(busy - pending - elsewhere, busy * contention / (1 + contention));
        double ready = Math.max(0, busy - pending - elsewhere - blocked);
        double used = node.unreported.cpuSeconds / node.unreported.seconds;
        values.put(Metrics.RUN_QUEUE_WAIT, Math.max(0, ready - used));
        values.put(Metrics.THREADS_WORKERS, threads);
        values.put(Metrics.THREADS_IDLE_SHARE, 1 - busy / threads);
        values.put(Metrics.THREADS_POOL_WAIT_SHARE, pending / threads);
        values.put(Metrics.THREADS_IO_WAIT_SHARE, elsewhere / threads);
        values.put(Metrics.THREADS_RUNNABLE_SHARE, ready / threads);
        values.put(Metrics.THREADS_BLOCKED_SHARE, blocked / threads);
    }
}
