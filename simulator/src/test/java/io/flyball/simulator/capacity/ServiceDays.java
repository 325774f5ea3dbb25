package io.flyball.simulator.capacity;

import io.flyball.protocol.model.Metrics;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A service that obeys known laws: 4 processors of 10 ms per request (400/s), a wait of 1.6 times M/M/4, 20 ms and 15 ms
 * exponential besides, 310 MB live and 200 kB per request inside, 600 kB per request, 1.2 GB collected per second of pause, a connection for 20 ms.
 */
final class ServiceDays {
    static final double CAPACITY = 400;
    static final double VARIABILITY = 1.6;
    static final ServiceTime SERVICE = new ServiceTime(0.020, 0.015);
    private static final long STEP = 900_000;

    private ServiceDays() {}

    /** @param low and {@code high} utilization between which each day swings */
    static History of(double days, int instances, double low, double high, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = (int) (days * 86_400_000 / STEP) + 1;
        long[] times = new long[size];
        Map<String, double[]> columns = new TreeMap<>();
        ResponseTime law = new ResponseTime(SERVICE, CAPACITY, 4, VARIABILITY);
        for (int i = 0; i < size; i++) {
            times[i] = 1_795_000_000_000L + i * STEP;
            double day = (i * STEP % 86_400_000) / 86_400_000.0;
            double busy =
                    (low + (high - low) * (1 - Math.cos(2 * Math.PI * day)) / 2) * (0.98 + 0.04 * random.nextDouble());
            double each = CAPACITY * busy;
            double live = 310e6 + 200e3 * each * law.mean(each);
            put(columns, size, i, History.LOAD, each * instances);
            put(columns, size, i, History.INSTANCES, instances);
            put(columns, size, i, Metrics.CPU, busy * (0.99 + 0.02 * random.nextDouble()));
            put(columns, size, i, Metrics.CPU_CORES, 4 * columns.get(Metrics.CPU)[i]);
            put(columns, size, i, Metrics.LATENCY_MEAN, law.mean(each));
            put(columns, size, i, Metrics.LATENCY_P99, law.quantile(each, 0.99) * (0.95 + 0.1 * random.nextDouble()));
            put(columns, size, i, Metrics.HEAP_LIVE, live);
            put(columns, size, i, Metrics.HEAP_COMMITTED, 1.5e9);
            put(columns, size, i, Metrics.ALLOCATION_RATE, each * 600e3);
            put(columns, size, i, Metrics.GC_TIME, live * each * 600e3 / (1.2e9 * (1.5e9 - live)));
            put(columns, size, i, Metrics.HIKARI_ACTIVE, each * 0.020);
        }
        return new History(times, columns);
    }

    private static void put(Map<String, double[]> columns, int size, int i, String name, double value) {
        columns.computeIfAbsent(name, key -> new double[size])[i] = value;
    }
}
