package io.flyball.policy.analyze.bottleneck;

import io.flyball.protocol.model.Metrics;
import java.util.Arrays;
import java.util.Optional;

/**
 * Checks the instruments against each other: on average {@code busy workers = throughput x mean latency}. More than 10 %
 * beside it, and beyond the noise of the counted workers, and one of the three does not measure what it says.
 *
 * <p>Example: 8 busy, 100 requests per second of 50 ms make 5: 60 % off.
 */
final class LittleLaw {
    private static final double TOLERATED = 0.1;
    private static final double ERRORS_OF_MEAN = 3;

    private LittleLaw() {}

    /** What is wrong in words; empty when nothing is, or it cannot be told. */
    static Optional<String> broken(Window window) {
        double busy = window.mean(Metrics.TOMCAT_THREADS_BUSY);
        double expected = window.mean(Metrics.THROUGHPUT) * window.mean(Metrics.LATENCY_MEAN);
        double off = Math.abs(busy - expected);
        double most = Math.max(busy, expected);
        if (!(most >= 1) || off <= TOLERATED * most || off <= ERRORS_OF_MEAN * errorOfMean(window, busy)) {
            return Optional.empty();
        }
        return Optional.of(Words.of(
                "instruments disagree (Little): %s workers busy, but throughput x latency makes %s: confidence lowered",
                Words.number(busy), Words.number(expected)));
    }

    private static double errorOfMean(Window window, double mean) {
        double[] values = Arrays.stream(window.values(Metrics.TOMCAT_THREADS_BUSY))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / Math.max(1, values.length - 1) / Math.max(1, values.length));
    }
}
