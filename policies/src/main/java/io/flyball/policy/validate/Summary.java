package io.flyball.policy.validate;

import io.flyball.protocol.model.MetricColumn;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.PerformanceMetrics;
import io.flyball.protocol.model.Sample;
import java.util.List;
import java.util.function.Function;

/** Sums up one window of some nodes for people. */
public final class Summary {
    private Summary() {}

    public static PerformanceMetrics of(List<NodeSamples> nodes, Function<NodeSamples, List<Sample>> window) {
        List<Sample> samples =
                nodes.stream().flatMap(node -> window.apply(node).stream()).toList();
        return new PerformanceMetrics(
                mean(samples, Metrics.THROUGHPUT),
                mean(samples, Metrics.LATENCY_P99),
                mean(samples, Metrics.ERROR_RATE),
                mean(samples, Metrics.CPU),
                mean(samples, Metrics.RSS),
                samples.size());
    }

    /** NaN where nothing was measured. */
    public static double mean(List<Sample> samples, String metric) {
        double sum = 0;
        int count = 0;
        MetricColumn column = new MetricColumn(metric);
        for (Sample sample : samples) {
            double value = column.of(sample);
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
