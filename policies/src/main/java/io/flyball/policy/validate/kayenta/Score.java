package io.flyball.policy.validate.kayenta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kayenta's weighted sum: a group's score is the share of its metrics that pass, the summary the weighted sum of the
 * groups.
 *
 * <p>Groups without a weight share what the others leave of 100. A group without data counts as 100 in the sum and shows
 * as 0. A critical metric that does not pass, or no data for half of the metrics, makes the summary 0. Example: groups a
 * (weight 15, 1 of 3 passes) and b (85, 0 of 1): 5.
 *
 * @param summary [0, 100], two decimals
 * @param groups score of each group, [0, 100]
 * @param reason why the summary is 0 in spite of the groups; empty else
 */
public record Score(double summary, Map<String, Double> groups, String reason) {
    private static final double MOST_WITHOUT_DATA = 0.5;

    public Score {
        groups = Map.copyOf(groups);
    }

    /** One metric with the groups it belongs to. */
    public record Graded(String name, Classification classification, boolean critical, List<String> groups) {
        public Graded {
            groups = List.copyOf(groups);
        }
    }

    private record Group(double score, boolean hasData) {}

    /** @param weights of groups by name, in percent */
    public static Score of(List<Graded> metrics, Map<String, Double> weights) {
        Map<String, List<Classification>> members = new LinkedHashMap<>();
        for (Graded metric : metrics) {
            metric.groups()
                    .forEach(group -> members.computeIfAbsent(group, name -> new ArrayList<>())
                            .add(metric.classification()));
        }
        Map<String, Group> groups = new LinkedHashMap<>();
        members.forEach((name, classes) -> groups.put(name, group(classes)));
        Map<String, Double> shown = new LinkedHashMap<>();
        groups.forEach((name, group) -> shown.put(name, group.score));
        String failure = failure(metrics);
        return failure.isEmpty()
                ? new Score(Math.round(sum(groups, weights) * 100) / 100.0, shown, "")
                : new Score(0, shown, failure);
    }

    private static Group group(List<Classification> classes) {
        long passed = count(classes, Classification.PASS);
        long failed = count(classes, Classification.HIGH)
                + count(classes, Classification.LOW)
                + count(classes, Classification.NODATA_FAIL_METRIC);
        return passed + failed == 0 ? new Group(0, false) : new Group(100.0 * passed / (passed + failed), true);
    }

    private static long count(List<Classification> classes, Classification wanted) {
        return classes.stream().filter(wanted::equals).count();
    }

    private static double sum(Map<String, Group> groups, Map<String, Double> weights) {
        double given =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        long without = groups.keySet().stream()
                .filter(name -> !weights.containsKey(name))
                .count();
        double share = without == 0 ? 0 : (100 - given) / without;
        double sum = 0;
        for (Map.Entry<String, Group> group : groups.entrySet()) {
            double score = group.getValue().hasData ? group.getValue().score : 100;
            sum += score * weights.getOrDefault(group.getKey(), share) / 100;
        }
        return sum;
    }

    private static String failure(List<Graded> metrics) {
        for (Graded metric : metrics) {
            if (metric.critical() && metric.classification() != Classification.PASS) {
                return "%s is critical and %s"
                        .formatted(metric.name(), metric.classification().word());
            }
        }
        long without = metrics.stream()
                .filter(metric -> metric.classification() == Classification.NODATA)
                .count();
        return metrics.isEmpty() || (double) without / metrics.size() < MOST_WITHOUT_DATA
                ? ""
                : "no data for %d of %d metrics".formatted(without, metrics.size());
    }
}
