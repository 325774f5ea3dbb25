package io.flyball.policy.analyze.bottleneck;

import io.flyball.policy.analyze.bottleneck.Evidence.Kind;
import io.flyball.protocol.model.Metrics;
import java.util.OptionalDouble;

/**
 * Requests that spend their time waiting for other processes. That alone is what many services are for: the wait must be
 * long as well, against before where that is known, else in itself.
 *
 * <p>Example: 16 busy workers at 40 requests per second take 0.4 s each (Little); 95 % of that in sockets: 380 ms.
 */
final class Downstream {
    private static final Ramp OF_TIME = new Ramp(0.3, 0.6);
    private static final Ramp SLOWER = new Ramp(1.2, 1.6);
    private static final Ramp MOST_BUSY = new Ramp(0.5, 0.9);

    private Downstream() {}

    static Case latency(Look look) {
        double share = look.workers().io();
        double threads = look.workers().threads(share);
        double waited = waited(look.window(), look.workers());
        var found = new Case(Bottleneck.DOWNSTREAM_LATENCY)
                .needs(
                        Kind.THREAD_STATE,
                        Metrics.THREADS_IO_WAIT_SHARE,
                        share,
                        OF_TIME,
                        "waits for other processes take " + Words.percent(share) + " of the busy workers' time")
                .needs(
                        Kind.SATURATION,
                        Metrics.THREADS_WORKERS,
                        threads,
                        Locks.THREADS,
                        Words.number(threads) + " threads wait for one at a time");
        String each = Words.time(waited) + " per request";
        OptionalDouble usual = look.usual();
        if (Double.isNaN(waited)) { // then only waits that take most of the workers are too long
            double busy = look.workers().busy();
            found.needs(
                    Kind.UTILISATION,
                    Metrics.THREADS_IDLE_SHARE,
                    busy,
                    MOST_BUSY,
                    Words.percent(busy) + " of the worker threads are busy");
        }
        if (usual.isPresent()) {
            return found.needs(
                    Kind.QUEUEING_LAW,
                    Metrics.LATENCY_MEAN,
                    waited / usual.getAsDouble(),
                    SLOWER,
                    each + ", usual were " + Words.time(usual.getAsDouble()));
        }
        double slow = look.settings().slowCallSeconds();
        return found.needs(Kind.QUEUEING_LAW, Metrics.LATENCY_MEAN, waited, new Ramp(0.4 * slow, 1.2 * slow), each);
    }

    /** Seconds that a request waits for other processes: busy workers over throughput, else the latency, times share. */
    static double waited(Window window, WorkerTime workers) {
        double busy = window.mean(Metrics.TOMCAT_THREADS_BUSY);
        double finished = window.mean(Metrics.THROUGHPUT);
        double each = finished == 0 && busy > 0 ? window.seconds() : busy / finished;
        return (Double.isNaN(each) ? window.mean(Metrics.LATENCY_MEAN) : each) * workers.io();
    }

    /** The same where it can serve as what is usual. */
    static OptionalDouble usual(Window baseline) {
        double waited = waited(baseline, WorkerTime.of(baseline));
        return waited > 0 ? OptionalDouble.of(waited) : OptionalDouble.empty();
    }
}
