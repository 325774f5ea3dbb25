package io.flyball.server.member;

import java.util.concurrent.ForkJoinPool;

/**
 * Sees to it that the JDK's common pool is a pool. Answers of actors become Java futures there, and with one or two
 * processors the JDK starts a thread for each of them instead: 200 a second in a member with 1,000 nodes, which under
 * load were seconds late (docs/internals/bench-link.md).
 */
public final class CommonPool {
    static final String PROPERTY = "java.util.concurrent.ForkJoinPool.common.parallelism";
    private static final int LEAST = 2;

    private CommonPool() {}

    /** Must come before the first use of the common pool; what is set on the command line stays. */
    public static void prepare() {
        int processors = Runtime.getRuntime().availableProcessors();
        if (System.getProperty(PROPERTY) == null && processors - 1 < LEAST) {
            System.setProperty(PROPERTY, Integer.toString(LEAST));
        }
    }

    /** Whether futures have threads to share. */
    static boolean isShared() {
        return ForkJoinPool.getCommonPoolParallelism() >= LEAST;
    }
}
