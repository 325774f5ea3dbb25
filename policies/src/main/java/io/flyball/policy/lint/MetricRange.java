package io.flyball.policy.lint;

import io.flyball.protocol.model.Metrics;
import java.util.Set;

/** How far a metric can go: shares end at 1, nothing that agents report is negative, own metrics may be anything. */
final class MetricRange {
    private static final Set<String> SHARES = Set.of(
            Metrics.CPU,
            Metrics.HOST_CPU,
            Metrics.PSI_CPU,
            Metrics.PSI_MEMORY,
            Metrics.PSI_IO,
            Metrics.HEAP_LIVE_RATIO,
            Metrics.GC_TIME,
            Metrics.READY,
            Metrics.ERROR_RATE);
    private static final Set<String> TIMES = Set.of(Metrics.LATENCY_MEAN, Metrics.LATENCY_P50, Metrics.LATENCY_P99);

    private MetricRange() {}

    static boolean isShare(String metric) {
        return SHARES.contains(metric);
    }

    static boolean isTime(String metric) {
        return TIMES.contains(metric);
    }

    static double most(String metric) {
        return isShare(metric) ? 1 : Double.POSITIVE_INFINITY;
    }

    static double least(String metric) {
        return Metrics.ALL.contains(metric) ? 0 : Double.NEGATIVE_INFINITY;
    }
}
