package io.flyball.simulator.report;

import io.flyball.simulator.run.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Candidates on the same traffic, over seeds. Differences are paired: of each seed the difference to the first candidate on
 * the very same stage, then their mean and interval, which is far narrower than that of two separate means.
 *
 * @param lines by stage, candidate, figure; figures that the plant does not have are left out
 */
public record Comparison(List<Line> lines) {
    /** What a difference says. */
    public enum Verdict {
        FIRST("(first)"),
        BETTER("better"),
        WORSE("worse"),
        EQUAL("equal"),
        /** The interval of the difference contains zero. */
        NOT_SHOWN("no difference shown"),
        /** A single seed, which says nothing about others. */
        ONE_SEED("one seed");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** @param difference to the first candidate; below zero is better */
    public record Line(
            String stage, String controller, Figure figure, Estimate value, Estimate difference, Verdict verdict) {}

    public Comparison {
        lines = List.copyOf(lines);
    }

    /** @param outcomes every candidate on the same stages and seeds */
    public static Comparison of(List<Outcome> outcomes) {
        Map<String, Map<String, List<Outcome>>> stages = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            stages.computeIfAbsent(outcome.stage().name(), name -> new LinkedHashMap<>())
                    .computeIfAbsent(outcome.controller(), name -> new ArrayList<>())
                    .add(outcome);
        }
        List<Line> lines = new ArrayList<>();
        stages.forEach((stage, candidates) -> {
            List<Outcome> first = candidates.values().iterator().next();
            candidates.forEach((candidate, own) -> add(stage, candidate, first, own, lines));
        });
        return new Comparison(lines);
    }

    private static void add(String stage, String candidate, List<Outcome> first, List<Outcome> own, List<Line> lines) {
        for (Figure figure : Figure.values()) {
            double[] base = values(figure, first);
            double[] values = values(figure, own);
            if (Arrays.stream(values).anyMatch(Double::isNaN)) {
                continue;
            }
            double[] differences = new double[Math.min(base.length, values.length)];
            Arrays.setAll(differences, i -> values[i] - base[i]);
            Estimate difference = Estimate.of(differences);
            lines.add(new Line(
                    stage,
                    candidate,
                    figure,
                    Estimate.of(values),
                    difference,
                    first == own ? Verdict.FIRST : verdict(difference, differences)));
        }
    }

    private static Verdict verdict(Estimate difference, double[] differences) {
        if (Arrays.stream(differences).allMatch(value -> value == 0)) {
            return Verdict.EQUAL;
        }
        if (difference.count() == 1) {
            return Verdict.ONE_SEED;
        }
        if (!difference.isAwayFromZero()) {
            return Verdict.NOT_SHOWN;
        }
        return difference.mean() < 0 ? Verdict.BETTER : Verdict.WORSE;
    }

    private static double[] values(Figure figure, List<Outcome> outcomes) {
        return outcomes.stream().mapToDouble(one -> figure.of(one.totals())).toArray();
    }
}
