package io.flyball.policy.analyze.bottleneck;

import io.flyball.policy.analyze.bottleneck.Evidence.Kind;
import io.flyball.protocol.model.Metrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * All workers of a pool busy while requests wait: Tomcat's, or one that the service registered, whichever is fuller.
 * Low processor use with every thread taken is saturation, not spare capacity.
 */
final class WorkerPool {
    private static final Ramp FULL = new Ramp(0.8, 0.97);
    private static final Ramp NONE_IDLE = new Ramp(0.85, 0.99);
    private static final Ramp WAITING = new Ramp(0.3, 2);
    private static final Ramp HEADROOM = new Ramp(0.05, 0.25);
    private static final double ALL_BUSY = 0.95;
    private static final String APP = "app.";
    private static final String SIZE = ".size";

    private WorkerPool() {}

    /** Names of the metrics of one pool, with its means. */
    private record Pool(String name, String busyMetric, String queueMetric, double busy, double size, double queue) {
        double fullness() {
            return Math.max(0, Math.min(1, busy / size));
        }
    }

    static Case exhaustion(Look look) {
        var found = new Case(Bottleneck.THREAD_POOL_EXHAUSTION);
        Pool pool = pools(look).stream()
                .max(Comparator.comparingDouble(Pool::fullness))
                .orElse(null);
        double room = room(look);
        if (pool == null) {
            double busy = look.workers().busy();
            found.needs(
                            Kind.UTILISATION,
                            Metrics.THREADS_IDLE_SHARE,
                            busy,
                            NONE_IDLE,
                            Words.percent(busy) + " of the worker threads are busy")
                    .needs(Kind.SATURATION, Metrics.TOMCAT_QUEUE, Double.NaN, WAITING, "");
        } else {
            double seconds = look.window().secondsAtLeast(pool.busyMetric(), ALL_BUSY * pool.size());
            found.needs(
                            Kind.UTILISATION,
                            pool.busyMetric(),
                            pool.fullness(),
                            FULL,
                            Words.of(
                                    "%s: %s of %s workers busy%s",
                                    pool.name(),
                                    Words.number(pool.busy()),
                                    Words.number(pool.size()),
                                    seconds > 0 ? ", all of them for " + Words.time(seconds) : ""))
                    .needs(
                            Kind.SATURATION,
                            pool.queueMetric(),
                            pool.queue(),
                            WAITING,
                            Words.number(pool.queue()) + " requests wait");
        }
        found.helps(
                0.5,
                Kind.UTILISATION,
                Metrics.HOST_CPU,
                room,
                HEADROOM,
                "host CPU " + Words.percent(look.mean(Metrics.HOST_CPU)) + "; "
                        + look.workers().words());
        advise(found, look, pool, room);
        return found;
    }

    /** What more threads could use: free processors, or the time in which those there are not at work. */
    private static double room(Look look) {
        double free = 1 - look.mean(Metrics.HOST_CPU);
        double waiting = 1 - look.workers().runnable();
        return Double.isNaN(waiting) ? free : Math.max(Double.isNaN(free) ? 0 : free, waiting);
    }

    private static void advise(Case found, Look look, Pool pool, double room) {
        OptionalDouble peak = look.peakConcurrency();
        if (pool != null && peak.isPresent() && pool.size() >= peak.getAsDouble()) {
            found.advises("more threads would not help: throughput peaks at " + Words.number(peak.getAsDouble())
                    + " by the scalability law, more instances would");
        } else if (room < HEADROOM.middle()) {
            found.advises("more threads would hardly help: the processors are full and the threads use them");
        }
    }

    private static List<Pool> pools(Look look) {
        List<Pool> found = new ArrayList<>();
        add(
                found,
                new Pool(
                        "tomcat",
                        Metrics.TOMCAT_THREADS_BUSY,
                        Metrics.TOMCAT_QUEUE,
                        look.mean(Metrics.TOMCAT_THREADS_BUSY),
                        look.mean(Metrics.TOMCAT_THREADS_MAX),
                        look.mean(Metrics.TOMCAT_QUEUE)));
        for (String metric : look.window().metrics()) {
            if (metric.startsWith(APP) && metric.endsWith(SIZE)) {
                String name = metric.substring(0, metric.length() - SIZE.length());
                add(
                        found,
                        new Pool(
                                name,
                                name + ".busy",
                                name + ".queue",
                                look.mean(name + ".busy"),
                                look.mean(metric),
                                look.mean(name + ".queue")));
            }
        }
        return found;
    }

    private static void add(List<Pool> to, Pool pool) {
        if (pool.size() > 0 && pool.busy() >= 0) {
            to.add(pool);
        }
    }
}
