package io.flyball.simulator.plant.service;

import java.util.Optional;

/**
 * What can be told about a service, under the name that a scenario uses. Times are seconds, sizes bytes, rates per second,
 * shares lie in [0, 1]. The defaults are a small Tomcat service on two cores: at most {@code 2 / 8 ms = 250} requests/s.
 */
public enum Trait {
    /** Processors of a node. */
    CORES("cores", 2, 1, 1024, true),
    /** CPU seconds of a request on a warm node of normal speed. */
    CPU("cpu", 0.008, 0, 3600, false),
    /** Seconds for which a request holds its thread without the processor, the downstream apart. */
    WAIT("wait", 0.030, 0, 3600, false),
    /** Squared coefficient of variation of the time for which a request holds its thread. */
    VARIATION("cv2", 0.5, 0, 25, false),
    /** The same of the time between arrivals: 1 is Poisson, 0 evenly spaced. */
    ARRIVAL_VARIATION("arrivalCv2", 1, 0, 25, false),
    /** Seconds after which a client gives up. */
    TIMEOUT("timeout", 10, 0.001, 86_400, false),
    /** Contention of the universal scalability law, over busy threads. */
    SIGMA("sigma", 0.0005, 0, 1, false),
    /** Coherency of the universal scalability law, over busy threads. */
    KAPPA("kappa", 0.000002, 0, 1, false),
    /** Worker threads. */
    THREADS("threads", 32, 1, 10_000, true),
    /** Requests that may wait for a thread. */
    QUEUE("queue", 100, 0, 1_000_000, true),
    /** {@code -Xmx}. */
    HEAP_MAX("heapMax", 512e6, 1e6, 1e13, true),
    /** {@code -Xms}. */
    HEAP_INITIAL("heapInitial", 64e6, 1e6, 1e13, true),
    /** Live without requests and cache. */
    LIVE("live", 60e6, 0, 1e13, false),
    /** Live per request in the system. */
    LIVE_PER_REQUEST("livePerRequest", 200e3, 0, 1e12, false),
    /** Live bytes that a request leaves behind until the node ends: a leak. */
    LEAK("leak", 0, 0, 1e12, false),
    /** Allocated per request. */
    ALLOCATION("allocation", 500e3, 0, 1e12, false),
    /** Live bytes that a collection gets through per second, generations taken into account. */
    MARK_RATE("markRate", 4e9, 1e6, 1e13, false),
    /** Seconds of a pause whatever is live. */
    PAUSE("pause", 0.004, 0, 60, false),
    /** Share of a collection's work for which the world stands still. */
    STOPPED("stoppedShare", 0.3, 0, 1, false),
    /** Resident beside the heap: code, metadata, collector, C heap. */
    NON_HEAP("nonHeap", 120e6, 0, 1e12, false),
    /** From the order to the first ready answer. */
    START("start", 20, 0, 86_400, false),
    /** Half width of the start time's spread, as a share of it. */
    START_SPREAD("startSpread", 0.2, 0, 1, false),
    /** CPU of the first request over that of a warm one. */
    WARM_UP_FACTOR("warmUpFactor", 3, 1, 100, false),
    /** Seconds after which a cold node is warm but for 1/e. */
    WARM_UP("warmUp", 60, 0, 86_400, false),
    /** Cores that the compilers take of a cold node. */
    COMPILERS("compilers", 0.5, 0, 1024, false),
    /** Cores that an idle process takes. */
    IDLE_CPU("idleCpu", 0.01, 0, 1024, false),
    /** Entries that the cache of a node may hold; 0 = no cache. */
    CACHE("cache", 10_000, 0, 1e9, true),
    /** Bytes of an entry. */
    CACHE_ENTRY("cacheEntry", 2_000, 1, 1e9, false),
    /** Entries at which the curve of hits bends: {@code hits = 1 - (1 + entries / cacheScale)^-cacheExponent}. */
    CACHE_SCALE("cacheScale", 5_000, 1, 1e12, false),
    CACHE_EXPONENT("cacheExponent", 0.5, 0.01, 10, false),
    /** Seconds of one call of the downstream that does not wait there; 0 = there is none. */
    CALL("call", 0.010, 0, 3600, false),
    /** Calls that the downstream works at together; those beyond wait. */
    DOWNSTREAM_SERVERS("downstreamServers", 64, 1, 10_000, true),
    /** Connections that the downstream takes from all nodes together. */
    DOWNSTREAM_CONNECTIONS("downstreamConnections", 1_000, 1, 1e6, true),
    /** Connections of a node's pool. */
    POOL("pool", 20, 1, 10_000, true),
    /** Seconds after which a call fails. */
    CALL_TIMEOUT("callTimeout", 2, 0.001, 3600, false),
    /** Mean seconds between two periods of a noisy neighbour; 0 = none. */
    NEIGHBOUR_EVERY("neighbourEvery", 3_600, 0, 1e9, false),
    /** Mean seconds of such a period. */
    NEIGHBOUR_FOR("neighbourFor", 60, 0.1, 1e9, false),
    /** Share of the cores that it takes. */
    NEIGHBOUR_STEAL("neighbourSteal", 0.25, 0, 0.95, false),
    /** Standard deviation of the nodes' speeds around 1. */
    SPEED_SPREAD("speedSpread", 0.03, 0, 0.5, false),
    /** Zones over which the nodes are spread in turn. */
    ZONES("zones", 3, 1, 64, true),
    /** Share of starts that fail and are tried again. */
    START_FAILURE("startFailure", 0, 0, 1, false),
    /** Nodes that may start at the same time. */
    STARTING("starting", 10_000, 1, 1e9, true),
    /** Seconds for which a node that hangs still counts as ready. */
    HANG_NOTICED("hangNoticed", 30, 0, 86_400, false),
    /** Seconds for which a client thinks between two requests; then the load is a number of clients. 0 = independent arrivals. */
    THINK("think", 0, 0, 86_400, false),
    /** The balancer's choice: 0 = in turn, 1 = least busy first. */
    LEAST_BUSY("leastBusy", 0, 0, 1, true),
    /** The objective on the 99th percentile of latency, seconds. */
    OBJECTIVE_LATENCY("objectiveLatency", 0.25, 0.000001, 86_400, false),
    /** The objective on the share of requests that fail. */
    OBJECTIVE_ERRORS("objectiveErrors", 0.01, 0, 1, false),
    /** Seconds of one step of the computation. */
    STEP("step", 1, 0.1, 60, false);

    private final String key;
    private final double standard;
    private final double least;
    private final double most;
    private final boolean whole;

    Trait(String key, double standard, double least, double most, boolean whole) {
        this.key = key;
        this.standard = standard;
        this.least = least;
        this.most = most;
        this.whole = whole;
    }

    public String key() {
        return key;
    }

    public double standard() {
        return standard;
    }

    /** What is wrong with {@code value}. */
    Optional<String> objection(double value) {
        boolean fits = value >= least && value <= most && (!whole || value == StrictMath.rint(value));
        return fits
                ? Optional.empty()
                : Optional.of("%s = %s: must be %s from %s to %s"
                        .formatted(key, show(value), whole ? "a whole number" : "a number", show(least), show(most)));
    }

    static Optional<Trait> named(String key) {
        for (Trait trait : values()) {
            if (trait.key.equals(key)) {
                return Optional.of(trait);
            }
        }
        return Optional.empty();
    }

    private static String show(double value) {
        return value == StrictMath.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
    }
}
