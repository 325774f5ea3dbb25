package io.flyball.protocol.model;

/**
 * Summary of one window of one or several nodes. NaN where nothing was measured.
 *
 * @param throughput requests per second, mean per node
 * @param latencyP99 seconds
 * @param errorRate [0, 1]
 * @param cpu process share of the host's processors, [0, 1]
 * @param rss bytes, mean per node
 * @param samples how many samples are behind it
 */
public record PerformanceMetrics(
        double throughput, double latencyP99, double errorRate, double cpu, double rss, int samples) {
    public static final PerformanceMetrics UNKNOWN =
            new PerformanceMetrics(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
}
