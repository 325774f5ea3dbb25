package io.flyball.server.http.answer;

import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.PerformanceMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A decision in a sentence or two, e.g. {@code tomcat.maxThreads 4 -> 8 on shop-1, kept: all 4 threads busy. Effect:
 * throughput 196 -> 391/s (+99 %), p99 412 -> 187 ms (-55 %).}
 */
final class Summary {
    private static final int NODES_NAMED = 3;

    private Summary() {}

    static String of(DecisionRecord decision) {
        String head = decision.subject() + " " + change(decision) + where(decision) + ", " + word(decision.outcome());
        return head + ": " + decision.reasons().get(0)
                + effect(decision).map(text -> ". Effect: " + text).orElse("");
    }

    private static String change(DecisionRecord decision) {
        return decision.from().equals(decision.to())
                ? "stays " + decision.to()
                : decision.from() + " -> " + decision.to();
    }

    private static String where(DecisionRecord decision) {
        List<String> names = decision.nodes().stream().map(Object::toString).toList();
        if (names.isEmpty()) {
            return "";
        }
        return names.size() <= NODES_NAMED ? " on " + String.join(", ", names) : " on " + names.size() + " nodes";
    }

    private static String word(DecisionRecord.Outcome outcome) {
        return outcome == DecisionRecord.Outcome.TRIAL
                ? "on trial"
                : outcome.name().toLowerCase(Locale.ROOT);
    }

    /** What was measured before and after; empty while nothing is. */
    static Optional<String> effect(DecisionRecord decision) {
        return decision.feedback().map(Summary::effect).filter(text -> !text.isEmpty());
    }

    private static String effect(OptimizationFeedback feedback) {
        PerformanceMetrics before = feedback.before();
        PerformanceMetrics after = feedback.after();
        List<String> parts = new ArrayList<>();
        add(parts, "throughput", before.throughput(), after.throughput(), 1, "/s");
        add(parts, "p99", before.latencyP99(), after.latencyP99(), 1e3, " ms");
        add(parts, "rss", before.rss(), after.rss(), 1e-6, " MB");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String what, double before, double after, double scale, String unit) {
        if (Double.isFinite(before) && Double.isFinite(after)) {
            String relative = before > 0 ? String.format(Locale.ROOT, " (%+.0f %%)", (after / before - 1) * 100) : "";
            parts.add(String.format(
                    Locale.ROOT, "%s %.0f -> %.0f%s%s", what, before * scale, after * scale, unit, relative));
        }
    }
}
