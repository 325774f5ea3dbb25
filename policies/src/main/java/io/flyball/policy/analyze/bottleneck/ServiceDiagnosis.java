package io.flyball.policy.analyze.bottleneck;

import io.flyball.policy.analyze.bottleneck.Bottlenecks.Known;
import io.flyball.policy.analyze.bottleneck.Diagnosis.Answer;
import io.flyball.protocol.model.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What limits a service: what limits at least half of the nodes that can be judged. Nodes of which something else is
 * said are named; a service of which one node is ill is not ill.
 *
 * <p>Example: a-1 and a-2 lock contention 0.9 each, a-3 gc pressure 0.8: lock contention, 0.9 x 2/3 = 0.6; outlier a-3.
 *
 * @param confidence mean of the nodes that agree, times their share of all nodes
 * @param outliers nodes of which something else is said, by name
 * @param nodes every node's own diagnosis, by name
 */
public record ServiceDiagnosis(
        Answer answer,
        Optional<Bottleneck> first,
        double confidence,
        List<String> outliers,
        Map<String, Diagnosis> nodes,
        List<String> reasons) {
    private static final int MOST_NAMED = 10;

    public ServiceDiagnosis {
        outliers = List.copyOf(outliers);
        nodes = Collections.unmodifiableMap(new TreeMap<>(nodes));
        reasons = List.copyOf(reasons);
    }

    /** @param windows recent samples by node */
    public static ServiceDiagnosis of(Map<String, List<Sample>> windows) {
        return of(windows, BottleneckSettings.DEFAULTS);
    }

    public static ServiceDiagnosis of(Map<String, List<Sample>> windows, BottleneckSettings settings) {
        Map<String, Diagnosis> nodes = new TreeMap<>();
        windows.forEach((node, window) -> nodes.put(node, Bottlenecks.identify(window, Known.NOTHING, settings)));
        return merge(nodes);
    }

    /** @param nodes diagnosis by node */
    public static ServiceDiagnosis merge(Map<String, Diagnosis> nodes) {
        Map<String, Diagnosis> judged = new TreeMap<>(nodes);
        judged.values().removeIf(diagnosis -> diagnosis.answer() == Answer.NOT_ENOUGH_DATA);
        if (judged.isEmpty()) {
            String reason = "not enough data: none of " + nodes.size() + " nodes can be judged";
            return new ServiceDiagnosis(Answer.NOT_ENOUGH_DATA, Optional.empty(), 0, List.of(), nodes, List.of(reason));
        }
        Optional<Bottleneck> shared = shared(judged);
        List<String> agreeing = new ArrayList<>();
        List<String> outliers = new ArrayList<>();
        judged.forEach((node, diagnosis) -> (diagnosis.first().equals(shared) ? agreeing : outliers).add(node));
        double mean = agreeing.stream()
                .mapToDouble(node -> judged.get(node).confidence())
                .average()
                .orElse(0);
        return new ServiceDiagnosis(
                shared.isPresent() ? Answer.LIMITED : Answer.NOTHING_LIMITS,
                shared,
                mean * agreeing.size() / nodes.size(),
                outliers,
                nodes,
                reasons(nodes, judged, shared, agreeing, outliers));
    }

    /** What at least half of the nodes have in common; of two such the one nearer to a cause. */
    private static Optional<Bottleneck> shared(Map<String, Diagnosis> judged) {
        for (Bottleneck bottleneck : Bottleneck.values()) {
            long count = judged.values().stream()
                    .filter(diagnosis -> diagnosis.first().equals(Optional.of(bottleneck)))
                    .count();
            if (2 * count >= judged.size()) {
                return Optional.of(bottleneck);
            }
        }
        return Optional.empty();
    }

    private static List<String> reasons(
            Map<String, Diagnosis> nodes,
            Map<String, Diagnosis> judged,
            Optional<Bottleneck> shared,
            List<String> agreeing,
            List<String> outliers) {
        List<String> reasons = new ArrayList<>();
        reasons.add(
                shared.isPresent()
                        ? Words.of("%s on %d of %d nodes", shared.get().label(), agreeing.size(), nodes.size())
                        : "nothing limits half of the nodes: %d of %d are fine"
                                .formatted(agreeing.size(), nodes.size()));
        if (!agreeing.isEmpty()) {
            String first = agreeing.get(0);
            reasons.add(first + ": " + judged.get(first).reasons().get(0));
        }
        outliers.stream()
                .limit(MOST_NAMED)
                .forEach(node -> reasons.add(
                        "differs: " + node + ": " + judged.get(node).reasons().get(0)));
        if (outliers.size() > MOST_NAMED) {
            reasons.add("and " + (outliers.size() - MOST_NAMED) + " nodes more differ");
        }
        if (judged.size() < nodes.size()) {
            reasons.add(nodes.size() - judged.size() + " nodes cannot be judged");
        }
        return reasons;
    }

    /** For people: the answer, then each node's causes. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(reasons);
        nodes.forEach((node, diagnosis) -> {
            lines.add("");
            lines.add(node + ":");
            lines.addAll(diagnosis.lines());
        });
        return lines;
    }
}
