package io.flyball.protocol.model;

import java.util.Set;

/**
 * Names of the metrics that agents report per node. Ratios lie in [0, 1], times are seconds, sizes
 * bytes, rates per second. A metric that could not be read is absent from the report, never zero.
 */
public final class Metrics {
    /** CPU time of the process per second of wall time over the host's processors, [0, 1]. */
    public static final String CPU = "cpu";
    /** CPU seconds of the process per second. */
    public static final String CPU_CORES = "cpu.cores";
    /** Busy share of the whole host, [0, 1]. */
    public static final String HOST_CPU = "host.cpu";
    /** Seconds that the process' threads waited for a processor, per second. */
    public static final String RUN_QUEUE_WAIT = "runqueue.wait";

    public static final String PSI_CPU = "psi.cpu";
    public static final String PSI_MEMORY = "psi.memory";
    public static final String PSI_IO = "psi.io";
    public static final String RSS = "rss";
    public static final String HEAP_USED = "heap.used";
    public static final String HEAP_COMMITTED = "heap.committed";
    public static final String HEAP_MAX = "heap.max";
    /** Heap in use right after the last collection. */
    public static final String HEAP_LIVE = "heap.live";
    /** {@link #HEAP_LIVE} over {@link #HEAP_MAX}. */
    public static final String HEAP_LIVE_RATIO = "heap.live.ratio";

    public static final String NON_HEAP_USED = "nonheap.used";
    /** Allocated bytes per second. */
    public static final String ALLOCATION_RATE = "alloc.rate";
    /** Share of wall time spent in collections, [0, 1]. */
    public static final String GC_TIME = "gc.time";

    public static final String GC_COUNT = "gc.count";
    /** Old generation's collections since the previous tick: full ones, cycles; half a cycle per pause of G1's. */
    public static final String GC_OLD_COUNT = "gc.old.count";
    /** Share of wall time in which all Java threads stood still, or were being stopped, for whatever reason, [0, 1]. */
    public static final String SAFEPOINT_TIME = "safepoint.time";
    /** Entries into a monitor that another thread held, per second. */
    public static final String LOCKS_CONTENDED = "locks.contended";

    public static final String THREADS = "threads";
    /** Threads of pools; the shares below are of them. What is left to 1 waits for something else. */
    public static final String THREADS_WORKERS = "threads.workers";
    /** Wait for work, [0, 1]. */
    public static final String THREADS_IDLE_SHARE = "threads.idle.share";
    /** Execute, or are ready to, [0, 1]. */
    public static final String THREADS_RUNNABLE_SHARE = "threads.runnable.share";
    /** Wait for a lock, [0, 1]. */
    public static final String THREADS_BLOCKED_SHARE = "threads.blocked.share";
    /** Wait for a connection of a pool or for a permit, [0, 1]. */
    public static final String THREADS_POOL_WAIT_SHARE = "threads.pool-wait.share";
    /** Wait for another process' answer, [0, 1]. */
    public static final String THREADS_IO_WAIT_SHARE = "threads.io-wait.share";

    public static final String UPTIME = "uptime";
    /** 1 when the service answers its ready check (or has none), else 0. */
    public static final String READY = "ready";
    /** Requests completed per second. */
    public static final String THROUGHPUT = "throughput";
    /** Failed share of requests, [0, 1]. */
    public static final String ERROR_RATE = "error.rate";

    public static final String LATENCY_MEAN = "latency.mean";
    public static final String LATENCY_P50 = "latency.p50";
    public static final String LATENCY_P99 = "latency.p99";
    public static final String TOMCAT_THREADS_MAX = "tomcat.threads.max";
    public static final String TOMCAT_THREADS_BUSY = "tomcat.threads.busy";
    public static final String TOMCAT_THREADS_CURRENT = "tomcat.threads.current";
    public static final String TOMCAT_CONNECTIONS = "tomcat.connections";
    /** Requests that wait for a worker thread: connections of the port with bytes that nobody has read yet. */
    public static final String TOMCAT_QUEUE = "tomcat.queue";

    public static final String HIKARI_MAX = "hikari.max";
    public static final String HIKARI_ACTIVE = "hikari.active";
    public static final String HIKARI_PENDING = "hikari.pending";
    /** CPU seconds per second that the agent itself used for this node's readings. */
    public static final String AGENT_COST = "agent.cost";

    /** All of the above; a policy that names another metric is refused, unless it starts with {@code app.}. */
    public static final Set<String> ALL = Set.of(
            CPU,
            CPU_CORES,
            HOST_CPU,
            RUN_QUEUE_WAIT,
            PSI_CPU,
            PSI_MEMORY,
            PSI_IO,
            RSS,
            HEAP_USED,
            HEAP_COMMITTED,
            HEAP_MAX,
            HEAP_LIVE,
            HEAP_LIVE_RATIO,
            NON_HEAP_USED,
            ALLOCATION_RATE,
            GC_TIME,
            GC_COUNT,
            GC_OLD_COUNT,
            SAFEPOINT_TIME,
            LOCKS_CONTENDED,
            THREADS,
            THREADS_WORKERS,
            THREADS_IDLE_SHARE,
            THREADS_RUNNABLE_SHARE,
            THREADS_BLOCKED_SHARE,
            THREADS_POOL_WAIT_SHARE,
            THREADS_IO_WAIT_SHARE,
            UPTIME,
            READY,
            THROUGHPUT,
            ERROR_RATE,
            LATENCY_MEAN,
            LATENCY_P50,
            LATENCY_P99,
            TOMCAT_THREADS_MAX,
            TOMCAT_THREADS_BUSY,
            TOMCAT_THREADS_CURRENT,
            TOMCAT_CONNECTIONS,
            TOMCAT_QUEUE,
            HIKARI_MAX,
            HIKARI_ACTIVE,
            HIKARI_PENDING,
            AGENT_COST);

    private Metrics() {}

    public static boolean isKnown(String metric) {
        return ALL.contains(metric) || metric.startsWith("app.");
    }
}
