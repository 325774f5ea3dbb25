package io.flyball.policy.analyze.bottleneck;

import io.flyball.policy.analyze.bottleneck.Evidence.Kind;
import io.flyball.protocol.model.Metrics;

/**
 * Too little processor time: because of the process itself, or because of others. A full processor and a long run queue
 * look the same in both cases; who uses the processors tells them apart.
 */
final class Processors {
    private static final Ramp SATURATED = new Ramp(0.75, 0.92);
    private static final Ramp MOSTLY = new Ramp(0.4, 0.6);
    private static final Ramp FREE = new Ramp(0.8, 0.6);
    private static final Ramp AT_WORK = new Ramp(0.15, 0.5);
    private static final Ramp IN_QUEUE = new Ramp(0.2, 0.45);
    private static final Ramp THREADS_IN_QUEUE = new Ramp(0.1, 0.5);
    private static final Ramp OF_WORKERS_IN_QUEUE = new Ramp(0.08, 0.25);
    private static final Ramp PRESSURE = new Ramp(0.1, 0.5);

    private Processors() {}

    /** Its own work fills them. */
    static Case saturation(Look look) {
        double host = look.mean(Metrics.HOST_CPU);
        double own = look.mean(Metrics.CPU);
        double busy = Double.isNaN(host) ? own : host;
        String metric = Double.isNaN(host) ? Metrics.CPU : Metrics.HOST_CPU;
        double queued = queued(look);
        double work = look.workers().runnable();
        return new Case(Bottleneck.CPU_SATURATION)
                .needs(Kind.UTILISATION, metric, busy, SATURATED, "processors " + Words.percent(busy) + " busy")
                .needs(
                        Kind.UTILISATION,
                        Metrics.CPU,
                        share(own, host),
                        MOSTLY,
                        Words.percent(share(own, host)) + " of that by this process")
                .needs(
                        Kind.THREAD_STATE,
                        Metrics.THREADS_RUNNABLE_SHARE,
                        work,
                        AT_WORK,
                        "busy workers are at work " + Words.percent(work) + " of their time")
                .helps(
                        0.5,
                        Kind.SATURATION,
                        Metrics.RUN_QUEUE_WAIT,
                        queued,
                        IN_QUEUE,
                        "its threads wait for a processor " + Words.percent(queued) + " of the time they could run");
    }

    /** Others fill them, or a limit keeps this process off free ones. */
    static Case runQueue(Look look) {
        double host = look.mean(Metrics.HOST_CPU);
        double others = 1 - share(look.mean(Metrics.CPU), host);
        double queued = queued(look);
        double threads = look.mean(Metrics.RUN_QUEUE_WAIT);
        double ofWorkers = look.workers().runnable() * queued;
        boolean limited = FREE.of(host) > MOSTLY.of(others);
        var found = new Case(Bottleneck.RUN_QUEUE)
                .needs(
                        Kind.SATURATION,
                        Metrics.RUN_QUEUE_WAIT,
                        queued,
                        IN_QUEUE,
                        "its threads wait for a processor " + Words.percent(queued) + " of the time they could run")
                .needs(
                        Kind.SATURATION,
                        Metrics.RUN_QUEUE_WAIT,
                        threads,
                        THREADS_IN_QUEUE,
                        Words.number(threads) + " of them wait at a time");
        if (limited) {
            found.needs(
                            Kind.UTILISATION,
                            Metrics.HOST_CPU,
                            host,
                            FREE,
                            "although the host's processors are only " + Words.percent(host)
                                    + " busy: a limit or an affinity holds it back")
                    .advises("raise the processor limit of this process");
        } else {
            found.needs(
                            Kind.UTILISATION,
                            Metrics.HOST_CPU,
                            others,
                            MOSTLY,
                            Words.percent(others) + " of the busy processors' time goes to other processes")
                    .helps(0.5, Kind.UTILISATION, Metrics.HOST_CPU, host, SATURATED, "host CPU " + Words.percent(host));
        }
        double pressure = look.mean(Metrics.PSI_CPU);
        return found.needs(
                        Kind.THREAD_STATE,
                        Metrics.THREADS_RUNNABLE_SHARE,
                        ofWorkers,
                        OF_WORKERS_IN_QUEUE,
                        "that is " + Words.percent(ofWorkers) + " of the busy workers' time")
                .helps(
                        0.25,
                        Kind.SATURATION,
                        Metrics.PSI_CPU,
                        pressure,
                        PRESSURE,
                        "some task of the host waits for a processor " + Words.percent(pressure) + " of the time");
    }

    /** Waiting over waiting and running; what a full run queue makes of every second of work. */
    private static double queued(Look look) {
        double waits = look.mean(Metrics.RUN_QUEUE_WAIT);
        double runs = look.mean(Metrics.CPU_CORES);
        return waits + runs == 0 ? 0 : Math.max(0, Math.min(1, waits / (waits + runs)));
    }

    private static double share(double own, double host) {
        return host == 0 ? 0 : Math.max(0, Math.min(1, own / host));
    }
}
