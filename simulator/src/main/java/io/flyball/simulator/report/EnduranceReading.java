package io.flyball.simulator.report;

import io.flyball.simulator.run.Curve;
import io.flyball.simulator.run.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Of an endurance test the last third against the first, whole days where there are some: nothing may get worse with age. More than 20 % more of the time
 * with a broken objective (of all time at least 0.5 % more), or 10 % more instances per load, is worse.
 */
final class EnduranceReading {
    private static final long DAY_MILLIS = 86_400_000;
    private static final double WORSE_TIME = 1.2;
    private static final double LEAST_TIME = 0.005;
    private static final double WORSE_INSTANCES = 1.1;

    private EnduranceReading() {}

    static Finding of(Outcome outcome) {
        Curve curve = outcome.curve();
        int third = third(outcome.stage().lengthMillis(), curve);
        Part young = Part.of(curve, 0, third);
        Part old = Part.of(curve, curve.size() - third, curve.size());
        double grown = old.running() / old.load() / (young.running() / young.load());
        boolean breaksMore = old.violated() > WORSE_TIME * young.violated() + LEAST_TIME;
        boolean needsMore = grown > WORSE_INSTANCES;
        List<String> lines = new ArrayList<>();
        lines.add(breaksMore || needsMore ? "gets worse with age" : "is as good at the end as at the beginning");
        lines.add("first third and last: objective broken %s and %s %% of the time, %s and %s instances"
                .formatted(
                        Rounded.percent(young.violated()),
                        Rounded.percent(old.violated()),
                        Rounded.text(young.running(), 3),
                        Rounded.text(old.running(), 3)));
        if (!Double.isNaN(old.latency())) {
            lines.add("latency p99 %s and %s s"
                    .formatted(Rounded.text(young.latency(), 3), Rounded.text(old.latency(), 3)));
        }
        return new Finding(
                outcome.controller(), outcome.stage().seed(), !breaksMore && !needsMore, lines, Double.NaN, Double.NaN);
    }

    /** In points; of 7 days 2. */
    private static int third(long lengthMillis, Curve curve) {
        long days = lengthMillis / DAY_MILLIS / 3;
        return days == 0 ? curve.size() / 3 : (int) (days * DAY_MILLIS / curve.millis());
    }
}
