package io.flyball.policy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Change points that several people saw in one series, and the F1 measure of the Turing change point data set
 * (van den Burg and Williams 2020): precision against the union of all annotations, recall averaged over the people, a
 * match within 5 values, each found point matching once; index 0 counts as a change point on both sides.
 */
record Annotations(List<TreeSet<Integer>> people) {
    private static final int MARGIN = 5;

    static Annotations of(JsonNode series) {
        List<TreeSet<Integer>> people = new ArrayList<>();
        series.path("annotations").forEach(points -> {
            TreeSet<Integer> person = new TreeSet<>(List.of(0));
            points.forEach(point -> person.add(point.asInt()));
            people.add(person);
        });
        return new Annotations(people);
    }

    double f1(Collection<Integer> points) {
        TreeSet<Integer> found = new TreeSet<>(points);
        found.add(0);
        TreeSet<Integer> union = new TreeSet<>();
        people.forEach(union::addAll);
        double precision = (double) matches(union, found) / found.size();
        double recall = people.stream()
                .mapToDouble(person -> (double) matches(person, found) / person.size())
                .average()
                .orElse(0);
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    }

    private static int matches(TreeSet<Integer> truth, TreeSet<Integer> found) {
        TreeSet<Integer> left = new TreeSet<>(found);
        int matches = 0;
        for (int point : truth) {
            Integer before = left.floor(point);
            Integer after = left.ceiling(point);
            Integer nearest = before == null || after != null && after - point < point - before ? after : before;
            if (nearest != null && Math.abs(nearest - point) <= MARGIN) {
                left.remove(nearest);
                matches++;
            }
        }
        return matches;
    }
}
