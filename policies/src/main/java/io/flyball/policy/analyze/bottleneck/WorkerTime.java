package io.flyball.policy.analyze.bottleneck;

import io.flyball.protocol.model.Metrics;

/**
 * What busy workers spend their time on: Gregg's thread state analysis, "attack the largest". Shares are of the time of
 * workers that are not idle; NaN where stacks were not read, 0 where nobody was busy.
 *
 * <p>Example: 16 workers, idle 0.5, blocked 0.4: 8 are busy, lock waits take 0.8 of their time, 6.4 wait at a time.
 *
 * @param workers how many there are
 * @param busy share of them that is not idle
 */
record WorkerTime(double workers, double busy, double runnable, double lock, double pool, double io) {
    private static final double NOBODY = 0.01;

    static WorkerTime of(Window window) {
        double busy = 1 - unit(window.mean(Metrics.THREADS_IDLE_SHARE));
        return new WorkerTime(
                window.mean(Metrics.THREADS_WORKERS),
                busy,
                share(window, Metrics.THREADS_RUNNABLE_SHARE, busy),
                share(window, Metrics.THREADS_BLOCKED_SHARE, busy),
                share(window, Metrics.THREADS_POOL_WAIT_SHARE, busy),
                share(window, Metrics.THREADS_IO_WAIT_SHARE, busy));
    }

    private static double share(Window window, String metric, double busy) {
        double share = unit(window.mean(metric));
        return busy < NOBODY ? 0 * share : Math.min(1, share / busy);
    }

    private static double unit(double value) {
        return Math.max(0, Math.min(1, value));
    }

    /** How many threads are at a time in the state that takes {@code share} of the busy time. */
    double threads(double share) {
        return Math.max(0, workers) * busy * share;
    }

    /** Waits for timers, futures and other threads. */
    double other() {
        return Math.max(0, (busy < NOBODY ? 0 : 1) - runnable - lock - pool - io);
    }

    boolean isKnown() {
        return !Double.isNaN(busy + runnable + lock + pool + io);
    }

    /** The largest shares in words, e.g. {@code 62 % waiting for other processes, 30 % at work}. */
    String words() {
        if (!isKnown()) {
            return "what busy workers do was not read";
        }
        return Words.of(
                "busy workers spend %s at work, %s waiting for other processes, %s for locks, %s for connections, %s for"
                        + " something else",
                Words.percent(runnable),
                Words.percent(io),
                Words.percent(lock),
                Words.percent(pool),
                Words.percent(other()));
    }
}
