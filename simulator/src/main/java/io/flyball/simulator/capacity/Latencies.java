package io.flyball.simulator.capacity;

import io.flyball.policy.math.Quantiles;
import io.flyball.protocol.model.Metrics;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Service time and variability from measured response times: the first from the quieter half of the history, less the wait
 * that the queue has there; the second so that the busiest tenth is met. What lies between checks both.
 *
 * @param variability NaN where no one was busy enough to tell
 * @param checked predicted over measured p99 between the quieter half and the busiest tenth, less 1; NaN where unknown
 */
record Latencies(ServiceTime service, double variability, double checked) {
    /** Below that the wait is too small to be told from everything else. */
    private static final double BUSY = 0.5;

    private static final int LEAST_WINDOWS = 12;
    private static final int ROUNDS = 6;
    private static final int HALVINGS = 60;
    private static final double LEAST_VARIABILITY = 0.05;
    private static final double MOST_VARIABILITY = 50;

    /** Medians of some windows. */
    private record Group(double load, double mean, double p99, double cpu, int windows) {}

    /** Empty where too little latency was measured. */
    static Optional<Latencies> of(History history, double capacity, double cores, double givenVariability) {
        double middle = history.quantile(Metrics.CPU, 0.5);
        double high = history.quantile(Metrics.CPU, 0.9);
        Group quiet = group(history, 0, middle);
        Group between = group(history, middle, high);
        Group busy = group(history, high, Double.POSITIVE_INFINITY);
        if (quiet.windows() < LEAST_WINDOWS || Double.isNaN(quiet.mean()) && Double.isNaN(quiet.p99())) {
            return Optional.empty();
        }
        boolean tells = Double.isNaN(givenVariability)
                && busy.windows() >= LEAST_WINDOWS / 2
                && busy.p99() > 0
                && busy.cpu() >= BUSY;
        double variability = Double.isNaN(givenVariability) ? 1 : givenVariability;
        ResponseTime response = fitted(quiet, ResponseTime.of(new ServiceTime(0, 1e-3), capacity, cores, variability));
        for (int round = 0; tells && round < ROUNDS; round++) {
            response = fitted(quiet, response.withVariability(variability(busy, response)));
        }
        double checked = between.windows() >= LEAST_WINDOWS / 2 && between.p99() > 0 && between.load() < capacity
                ? response.quantile(between.load(), 0.99) / between.p99() - 1
                : Double.NaN;
        return Optional.of(new Latencies(response.service(), tells ? response.variability() : Double.NaN, checked));
    }

    /** The service time with which the queue shows what was measured at the load of {@code quiet}. */
    private static ResponseTime fitted(Group quiet, ResponseTime queue) {
        double load = Math.min(quiet.load(), 0.95 * queue.capacity());
        double mean = Math.max(0.1 * quiet.mean(), quiet.mean() - queue.meanWait(load));
        if (Double.isNaN(quiet.p99()) || Double.isNaN(quiet.mean())) {
            return queue.withService(ServiceTime.of(mean, quiet.p99(), false));
        }
        double low = 1e-9;
        double high = quiet.p99();
        for (int i = 0; i < HALVINGS; i++) {
            double spread = (low + high) / 2;
            if (queue.withService(ServiceTime.of(mean, spread)).quantile(load, 0.99) > quiet.p99()) {
                high = spread;
            } else {
                low = spread;
            }
        }
        return queue.withService(ServiceTime.of(mean, low));
    }

    private static double variability(Group busy, ResponseTime response) {
        double load = Math.min(busy.load(), 0.98 * response.capacity());
        double low = LEAST_VARIABILITY;
        double high = MOST_VARIABILITY;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = StrictMath.sqrt(low * high);
            if (response.withVariability(middle).quantile(load, 0.99) > busy.p99()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private static Group group(History history, double from, double below) {
        double[] cpu = history.column(Metrics.CPU);
        double[] each = history.perInstance();
        double[] mean = history.column(Metrics.LATENCY_MEAN);
        double[] p99 = history.column(Metrics.LATENCY_P99);
        int[] taken = IntStream.range(0, cpu.length)
                .filter(i -> cpu[i] >= from
                        && cpu[i] < below
                        && each[i] > 0
                        && (Double.isFinite(mean[i]) || Double.isFinite(p99[i])))
                .toArray();
        return new Group(
                median(each, taken), median(mean, taken), median(p99, taken), median(cpu, taken), taken.length);
    }

    private static double median(double[] values, int[] taken) {
        return Quantiles.median(IntStream.of(taken)
                .mapToDouble(i -> values[i])
                .filter(Double::isFinite)
                .toArray());
    }
}
