package com.example.flyball;

import io.flyball.policy.optimizer.Analysis;
import io.flyball.policy.optimizer.CustomOptimizer;
import io.flyball.policy.optimizer.NodeRecommendation;
import io.flyball.policy.optimizer.NodeWindow;
import io.flyball.policy.optimizer.Parameters;
import io.flyball.policy.optimizer.ServiceWindow;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.Recommendation;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.TuningParameters;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Sizes a service's own pool by Little's law. The mean number of jobs inside is what works plus what waits, {@code L =
 * busy + queue}, which is also arrivals per second times seconds inside; a pool that is used to {@code target} needs
 * {@code L / target} places.
 *
 * <p>One step goes at most to {@code factor} times the size or its inverse, and a size within 20 % of the wanted one
 * stays. Example: 10 places, 10 busy, 6 waiting, target 0.8: L = 16, wanted 20, and 20 <= 2 x 10: try 20.
 *
 * <p>Parameters: {@code pool} (required; the pool {@code orders} has the knob {@code app.orders.size} and tells
 * {@code app.orders.busy} and {@code app.orders.queue}), {@code target}, {@code factor}, {@code window} in seconds.
 */
public final class LittlePool implements CustomOptimizer {
    private static final double DEAD_BAND = 0.2;
    private static final int LEAST_SAMPLES = 6;
    /** More is not a measurement. */
    private static final double MOST_INSIDE = 1e9;

    /** What one node needs. */
    private record Need(NodeWindow node, long size, double inside, long wanted) {
        double pressure() {
            return inside / size;
        }
    }

    @Override
    public String name() {
        return "little-pool";
    }

    @Override
    public Analysis analyze(ServiceWindow window) {
        List<Need> needs = needs(window);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("nodes.measured", (double) needs.size());
        needs.stream().mapToDouble(Need::pressure).average().ifPresent(mean -> figures.put("pool.pressure", mean));
        return new Analysis(
                figures,
                List.of("%d of %d nodes measured %s long enough"
                        .formatted(needs.size(), window.nodes().size(), knob(window.parameters()))));
    }

    @Override
    public List<NodeRecommendation> recommend(ServiceWindow window, Analysis analysis) {
        return needs(window).stream()
                .filter(need -> Math.abs(need.wanted() - need.size()) > DEAD_BAND * need.size())
                .sorted(Comparator.comparingDouble(Need::pressure).reversed())
                .limit(64)
                .map(need -> recommendation(window.parameters(), need))
                .toList();
    }

    private static NodeRecommendation recommendation(Parameters parameters, Need need) {
        boolean grows = need.wanted() > need.size();
        String reason = String.format(
                Locale.ROOT,
                "Little's law: %.1f jobs are inside at once, a pool used to %.0f%% needs %.0f places; it has %d, try %d",
                need.inside(),
                target(parameters) * 100,
                Math.ceil(need.inside() / target(parameters)),
                need.size(),
                need.wanted());
        return new NodeRecommendation(
                need.node().id(),
                grows ? Aim.BETTER : Aim.NOT_WORSE,
                new Recommendation(
                        Kind.CUSTOM,
                        new TuningParameters(List.of(new Setting(knob(parameters), need.wanted()))),
                        List.of(reason)));
    }

    private static List<Need> needs(ServiceWindow window) {
        return window.nodes().stream()
                .map(node -> need(window, node))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty where too little was measured since the node last changed: no advice is better than a guess. */
    private static Optional<Need> need(ServiceWindow window, NodeWindow node) {
        Parameters parameters = window.parameters();
        Duration span = parameters.seconds("window", Duration.ofMinutes(2));
        NodeWindow recent = node.last(span, window.at());
        Optional<Capability> capability = node.capability(knob(parameters)).filter(Capability::available);
        double inside = recent.mean(metric(parameters, "busy")) + recent.mean(metric(parameters, "queue"));
        boolean changed = node.unchangedSince().isAfter(window.at().minus(span));
        if (capability.isEmpty()
                || changed
                || recent.samples().size() < LEAST_SAMPLES
                || !(inside >= 0 && inside <= MOST_INSIDE)) {
            return Optional.empty();
        }
        long size =
                Math.max(1, node.value(knob(parameters)).orElse(capability.get().current()));
        double factor = parameters.number("factor", 2, 1.1, 4);
        double wanted = Math.ceil(inside / target(parameters));
        double step = Math.max(Math.floor(size / factor), Math.min(Math.ceil(size * factor), wanted));
        long bounded = (long)
                Math.max(capability.get().min(), Math.min(capability.get().max(), step));
        return Optional.of(new Need(node, size, inside, bounded));
    }

    private static double target(Parameters parameters) {
        return parameters.number("target", 0.8, 0.1, 1);
    }

    private static String knob(Parameters parameters) {
        return metric(parameters, "size");
    }

    private static String metric(Parameters parameters, String attribute) {
        String pool = parameters.text("pool", "");
        if (pool.isEmpty()) {
            throw new IllegalArgumentException("parameters.pool: must be given, e.g. orders for app.orders.size");
        }
        return "app." + pool + "." + attribute;
    }
}
