package io.flyball.policy.analyze.utilization;

import io.flyball.policy.math.Quantiles;
import io.flyball.policy.math.TheilSen;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sums up the use of every resource that was measured, most used first by its 95 % quantile. A resource that was not
 * measured is not in it.
 *
 * <p>Example: heap.used 100, 120 and 110 MB of heap.max 200 MB: mean 0.55, highest 0.6.
 */
public final class UtilizationSummary {
    private static final int MOST_POINTS = 128;
    private static final double SURE = 2.58;
    private static final double SECONDS_PER_HOUR = 3600;

    private static final List<Resource> RESOURCES = List.of(
            new Resource("processors, this process", Metrics.CPU, ""),
            new Resource("processors, whole host", Metrics.HOST_CPU, ""),
            new Resource("heap", Metrics.HEAP_USED, Metrics.HEAP_MAX),
            new Resource("heap, live after collections", Metrics.HEAP_LIVE, Metrics.HEAP_MAX),
            new Resource("time stopped by collections", Metrics.GC_TIME, ""),
            new Resource("tomcat threads", Metrics.TOMCAT_THREADS_BUSY, Metrics.TOMCAT_THREADS_MAX),
            new Resource("hikari connections", Metrics.HIKARI_ACTIVE, Metrics.HIKARI_MAX));

    private UtilizationSummary() {}

    /** @param of what there is; empty where {@code used} is a ratio already */
    private record Resource(String name, String used, String of) {
        double of(Sample sample) {
            double all = of.isEmpty() ? 1 : sample.value(of).orElse(Double.NaN);
            return all > 0 ? Math.max(0, Math.min(1, sample.value(used).orElse(Double.NaN) / all)) : Double.NaN;
        }
    }

    private record Point(Sample sample, double ratio) {}

    /** @param samples of one node, or of several nodes together, in any order */
    public static List<ResourceUse> of(List<Sample> samples) {
        List<Sample> sorted =
                samples.stream().sorted(Comparator.comparing(Sample::at)).toList();
        List<Resource> resources = new ArrayList<>(RESOURCES);
        registered(sorted).forEach(name -> {
            resources.add(new Resource(name + " threads", name + ".busy", name + ".size"));
            resources.add(new Resource(name + " permits", name + ".busy", name + ".limit"));
        });
        return resources.stream()
                .map(resource -> use(resource, sorted))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(ResourceUse::p95).reversed())
                .toList();
    }

    private static SortedSet<String> registered(List<Sample> samples) {
        SortedSet<String> names = new TreeSet<>();
        for (Sample sample : samples) {
            sample.values().keySet().stream()
                    .filter(metric -> metric.startsWith("app.") && metric.endsWith(".busy"))
                    .forEach(metric -> names.add(metric.substring(0, metric.length() - ".busy".length())));
        }
        return names;
    }

    private static Optional<ResourceUse> use(Resource resource, List<Sample> samples) {
        List<Point> points = samples.stream()
                .map(sample -> new Point(sample, resource.of(sample)))
                .filter(point -> !Double.isNaN(point.ratio()))
                .toList();
        if (points.isEmpty()) {
            return Optional.empty();
        }
        double[] ratios = points.stream().mapToDouble(Point::ratio).toArray();
        return Optional.of(new ResourceUse(
                resource.name(),
                Arrays.stream(ratios).average().orElse(Double.NaN),
                Quantiles.of(ratios, 0.95),
                Arrays.stream(ratios).max().orElse(Double.NaN),
                trend(points),
                ratios.length));
    }

    private static double trend(List<Point> points) {
        int count = Math.min(MOST_POINTS, points.size());
        double[] means = new double[count];
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) i * points.size() / count);
            int to = (int) ((long) (i + 1) * points.size() / count);
            means[i] = points.subList(from, to).stream()
                    .mapToDouble(Point::ratio)
                    .average()
                    .orElse(0);
        }
        TheilSen line = TheilSen.of(means);
        double hours = Duration.between(
                                points.get(0).sample().at(),
                                points.get(points.size() - 1).sample().at())
                        .toSeconds()
                / SECONDS_PER_HOUR;
        double hoursPerMean = hours * points.size() / count / Math.max(1, points.size() - 1);
        return Math.abs(line.z()) < SURE || hours <= 0 ? 0 : line.slope() / hoursPerMean;
    }
}
