package io.flyball.policy.analyze.bottleneck;

import java.util.OptionalDouble;

/**
 * What one cause is judged from.
 *
 * @param usual seconds that a request waited for other processes before; empty without a baseline
 * @param peakConcurrency number of workers at which throughput peaks, from a fit of the universal scalability law
 */
record Look(
        Window window,
        WorkerTime workers,
        OptionalDouble usual,
        OptionalDouble peakConcurrency,
        BottleneckSettings settings) {
    double mean(String metric) {
        return window.mean(metric);
    }
}
