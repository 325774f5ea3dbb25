package io.flyball.policy.validate;

import io.flyball.policy.math.Quantiles;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One number per node per window, before and after: the unit that is independent, whatever one sample of a node says
 * about the next.
 *
 * <p>Latencies: median of the window, else the mean. Throughput and latencies as logarithms, so that differences are
 * ratios; what fell to zero counts as a thousandth of before. Nodes without a number on both sides are left out.
 *
 * @param before one per node
 * @param after in the same order
 */
record NodeNumbers(double[] before, double[] after) {
    private static final double LEAST_SHARE = 1e-3;

    /** @param windows of equal length that lie after the change; the number is the mean over them */
    static NodeNumbers of(List<NodeSamples> nodes, String metric, int windows) {
        double[][] pairs = nodes.stream()
                .map(node -> pair(node, metric, windows))
                .filter(pair -> Double.isFinite(pair[0]) && Double.isFinite(pair[1]))
                .toArray(double[][]::new);
        return new NodeNumbers(
                Arrays.stream(pairs).mapToDouble(pair -> pair[0]).toArray(),
                Arrays.stream(pairs).mapToDouble(pair -> pair[1]).toArray());
    }

    int count() {
        return before.length;
    }

    /** Whether differences of this metric's numbers are logarithms of ratios. */
    static boolean isRatio(String metric) {
        return metric.equals(Metrics.THROUGHPUT) || isLatency(metric);
    }

    static boolean isLatency(String metric) {
        return metric.startsWith("latency.");
    }

    private static double[] pair(NodeSamples node, String metric, int windows) {
        double before = number(node.before(), metric);
        double after = IntStream.range(0, windows)
                .mapToDouble(i -> number(part(node.after(), i, windows), metric))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        return isRatio(metric)
                ? new double[] {Math.log(before), Math.log(Math.max(after, before * LEAST_SHARE))}
                : new double[] {before, after};
    }

    private static List<Sample> part(List<Sample> samples, int i, int parts) {
        return samples.subList(i * samples.size() / parts, (i + 1) * samples.size() / parts);
    }

    private static double number(List<Sample> samples, String metric) {
        double[] values = samples.stream()
                .mapToDouble(sample -> sample.valueOrNaN(metric))
                .filter(Double::isFinite)
                .toArray();
        return isLatency(metric)
                ? Quantiles.median(values)
                : Arrays.stream(values).average().orElse(Double.NaN);
    }
}
