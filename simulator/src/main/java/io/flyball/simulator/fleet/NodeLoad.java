package io.flyball.simulator.fleet;

/**
 * What a node with some threads shows under a load, in the simplest way that is consistent with itself: each request
 * computes for {@value #CPU_SECONDS} s on one of {@value #CORES} processors and waits for {@value #WAIT_SECONDS} s for
 * others, and holds a thread meanwhile.
 *
 * <p>With 4 threads at most 4 / 0.05 = 80 requests/s are done; at 95 offered all threads are busy and requests queue. With
 * 6 threads the limit is 120, and 95 are done with 5.3 threads busy (computing is slower on a processor that is 48 % busy).
 *
 * @param done requests per second
 * @param cpu busy share of the processors
 * @param busy threads
 * @param queue requests that wait for a thread
 * @param latency mean, in seconds
 */
record NodeLoad(double done, double cpu, double busy, double queue, double latency) {
    static final double CORES = 2;

    private static final double CPU_SECONDS = 0.01;
    private static final double WAIT_SECONDS = 0.04;
    private static final double MOST_CPU = 0.95;
    private static final double MOST_QUEUE = 200;
    private static final double QUEUE_PER_EXCESS = 100;

    /** @param offered requests per second */
    static NodeLoad of(double offered, long threads) {
        double byThreads = threads / (CPU_SECONDS + WAIT_SECONDS);
        double byCpu = CORES * MOST_CPU / CPU_SECONDS;
        double limit = Math.min(byThreads, byCpu);
        double done = Math.min(offered, limit);
        double cpu = done * CPU_SECONDS / CORES;
        double held = WAIT_SECONDS + CPU_SECONDS / (1 - cpu * cpu);
        double excess = Math.max(0, offered / limit - 1);
        double queue = Math.min(MOST_QUEUE, QUEUE_PER_EXCESS * excess);
        double busy = excess > 0 ? threads : Math.min(threads, done * held);
        double latency = held + (done > 0 ? queue / done : 0);
        return new NodeLoad(done, cpu, busy, queue, latency);
    }
}
