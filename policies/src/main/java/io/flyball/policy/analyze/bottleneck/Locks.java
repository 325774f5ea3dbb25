package io.flyball.policy.analyze.bottleneck;

import io.flyball.policy.analyze.bottleneck.Evidence.Kind;
import io.flyball.protocol.model.Metrics;

/** Workers that wait for a monitor or lock which another one holds. */
final class Locks {
    private static final Ramp OF_TIME = new Ramp(0.2, 0.45);
    private static final Ramp CONTENDED = new Ramp(1, 20);
    /** Less than one thread at a time waits in any busy service. */
    static final Ramp THREADS = new Ramp(0.25, 1);

    private Locks() {}

    static Case contention(Look look) {
        double share = look.workers().lock();
        double threads = look.workers().threads(share);
        double contended = look.mean(Metrics.LOCKS_CONTENDED);
        return new Case(Bottleneck.LOCK_CONTENTION)
                .needs(
                        Kind.THREAD_STATE,
                        Metrics.THREADS_BLOCKED_SHARE,
                        share,
                        OF_TIME,
                        "lock waits take " + Words.percent(share) + " of the busy workers' time")
                .needs(
                        Kind.SATURATION,
                        Metrics.THREADS_WORKERS,
                        threads,
                        THREADS,
                        Words.number(threads) + " threads wait for a lock at a time")
                .helps(
                        0.25,
                        Kind.SATURATION,
                        Metrics.LOCKS_CONTENDED,
                        contended,
                        CONTENDED,
                        Words.number(contended) + " contended entries into monitors per second");
    }
}
