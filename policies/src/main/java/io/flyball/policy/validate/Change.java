package io.flyball.policy.validate;

import io.flyball.protocol.model.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One metric of one group of nodes: its mean over the nodes before and after, and how uncertain their ratio is.
 *
 * <p>Each node counts with one number per window, its mean (throughput) or median (latency). The noise is the relative
 * standard error of three sub-windows, before and after, added in quadrature.
 *
 * @param before NaN when nothing was measured
 * @param after NaN when nothing was measured
 */
record Change(double before, double after, double noise) {
    private static final int PARTS = 3;

    static Change of(List<NodeSamples> nodes, String metric, boolean median) {
        Cell before = cell(nodes, metric, median, NodeSamples::before);
        Cell after = cell(nodes, metric, median, NodeSamples::after);
        return new Change(before.mean, after.mean, Math.hypot(before.relativeError(), after.relativeError()));
    }

    boolean isMeasured() {
        return Double.isFinite(before) && Double.isFinite(after);
    }

    /** Relative change; NaN when it cannot be told. */
    double ratio() {
        return before > 0 ? after / before - 1 : Double.NaN;
    }

    /** Change beyond that of {@code peers}: {@code (1 + own) / (1 + peers) - 1}. Own change alone without peers. */
    double beyond(Change peers) {
        double other = peers.ratio();
        return Double.isFinite(other) && other > -1 ? (1 + ratio()) / (1 + other) - 1 : ratio();
    }

    private record Cell(double mean, double error) {
        double relativeError() {
            return mean > 0 && Double.isFinite(error) ? error / mean : 0;
        }
    }

    private static Cell cell(
            List<NodeSamples> nodes, String metric, boolean median, Function<NodeSamples, List<Sample>> window) {
        List<Double> means = new ArrayList<>();
        List<double[]> parts = new ArrayList<>();
        for (NodeSamples node : nodes) {
            double[] values = window.apply(node).stream()
                    .map(sample -> sample.value(metric))
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .toArray();
            if (values.length == 0) {
                continue;
            }
            means.add(middle(values, median));
            if (values.length >= PARTS) {
                parts.add(parts(values, median));
            }
        }
        if (means.isEmpty()) {
            return new Cell(Double.NaN, Double.NaN);
        }
        double mean = means.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        return new Cell(mean, error(parts));
    }

    private static double[] parts(double[] values, boolean median) {
        double[] parts = new double[PARTS];
        for (int i = 0; i < PARTS; i++) {
            parts[i] = middle(
                    Arrays.copyOfRange(values, i * values.length / PARTS, (i + 1) * values.length / PARTS), median);
        }
        return parts;
    }

    /** Standard error of the mean over the sub-windows of the whole group. */
    private static double error(List<double[]> nodes) {
        if (nodes.isEmpty()) {
            return Double.NaN;
        }
        double[] group = new double[PARTS];
        for (int i = 0; i < PARTS; i++) {
            int part = i;
            group[i] = nodes.stream().mapToDouble(node -> node[part]).average().orElse(0);
        }
        double mean = Arrays.stream(group).average().orElse(0);
        double squares = Arrays.stream(group)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (PARTS - 1) / PARTS);
    }

    private static double middle(double[] values, boolean median) {
        if (!median) {
            return Arrays.stream(values).average().orElse(Double.NaN);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
