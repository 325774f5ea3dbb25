package io.flyball.policy.analyze.bottleneck;

/**
 * What may limit a JVM. The order is that from cause to symptom: a leak makes collections, collections take the
 * processor, a slow service downstream fills the pool of threads. Of equally likely ones the first is named first.
 */
public enum Bottleneck {
    MEMORY_LEAK("memory leak", "find what keeps the objects (heap dump); more heap only delays the end"),
    GC_PRESSURE("gc pressure", "more heap, or less allocation, would help; more threads would not"),
    RUN_QUEUE("run queue", "more processor time for this process would help; other threads or pools would not"),
    DOWNSTREAM_LATENCY("downstream latency", "look at the other service; more threads only wait for it as well"),
    LOCK_CONTENTION("lock contention", "hold the lock for less time, or split it; more threads only wait for it"),
    CONNECTION_POOL_WAIT("connection pool wait", "more connections would help if what they lead to can take it"),
    CPU_SATURATION("cpu saturation", "more processors or instances, or less work per request, would help"),
    THREAD_POOL_EXHAUSTION("thread pool exhaustion", "more threads would help");

    private final String label;
    private final String advice;

    Bottleneck(String label, String advice) {
        this.label = label;
        this.advice = advice;
    }

    /** In lower case, e.g. {@code lock contention}. */
    public String label() {
        return label;
    }

    /** What would help, in one sentence without a full stop. */
    public String advice() {
        return advice;
    }
}
