package io.flyball.protocol.model;

/** Names of the knobs that agents know. A service's own knobs are {@code app.<pool>.<attribute>}. */
public final class Knobs {
    /** Most worker threads of the first HTTP connector; others carry {@code @<connector>}. */
    public static final String TOMCAT_MAX_THREADS = "tomcat.maxThreads";

    public static final String TOMCAT_MIN_SPARE_THREADS = "tomcat.minSpareThreads";
    /** Largest size of the first HikariCP pool; others carry {@code @<pool>}. */
    public static final String HIKARI_MAX_POOL_SIZE = "hikari.maximumPoolSize";

    public static final String MIN_HEAP_FREE_RATIO = "jvm.MinHeapFreeRatio";
    public static final String MAX_HEAP_FREE_RATIO = "jvm.MaxHeapFreeRatio";
    public static final String SOFT_MAX_HEAP_SIZE = "jvm.SoftMaxHeapSize";
    public static final String G1_PERIODIC_GC_INTERVAL = "jvm.G1PeriodicGCInterval";
    /** Action: one full collection now. */
    public static final String GC_RUN = "jvm.gc";
    /** Action: give free pages of the C heap back to the system. */
    public static final String NATIVE_TRIM = "jvm.trim";

    private Knobs() {}

    /** Actions have no value that could be restored. */
    public static boolean isAction(String knob) {
        return knob.equals(GC_RUN) || knob.equals(NATIVE_TRIM);
    }
}
