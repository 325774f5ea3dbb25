package io.flyball.simulator.report;

import io.flyball.simulator.run.Curve;
import io.flyball.simulator.run.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Of a spike test, for each crowd: how long the objective was broken, how much was lost, and how long it took to be as small
 * again as before it. Passed when each crowd breaks the objective for at most three start times or two minutes, whatever is
 * longer: an instance that is ordered at once helps after one.
 */
final class SpikeReading {
    private static final int CROWDS = 3;
    private static final long LEAST_MILLIS = 120_000;
    private static final int STARTS = 3;

    private final Curve curve;
    private final int tenth;

    private SpikeReading(Curve curve) {
        this.curve = curve;
        this.tenth = Math.max(1, curve.size() / 10);
    }

    static Finding of(Outcome outcome) {
        SpikeReading reading = new SpikeReading(outcome.curve());
        long most = Math.max(LEAST_MILLIS, STARTS * outcome.stage().startMillis());
        List<String> lines = new ArrayList<>();
        boolean passed = true;
        for (int crowd = 0; crowd < CROWDS; crowd++) {
            double broken = reading.crowd(crowd, lines);
            passed &= broken <= most;
        }
        lines.add(
                0,
                "%s: each crowd may break the objective for %s"
                        .formatted(passed ? "stands them" : "does not stand them all", Ticks.duration(most)));
        return new Finding(outcome.controller(), outcome.stage().seed(), passed, lines, Double.NaN, Double.NaN);
    }

    /** A crowd comes after 1, 4 and 7 tenths of the run and stays for one. */
    private double crowd(int crowd, List<String> lines) {
        int from = tenth * (1 + 3 * crowd);
        int to = Math.min(curve.size(), from + 3 * tenth);
        Part whole = Part.of(curve, from, to);
        double highest = 0;
        for (int i = from; i < to; i++) {
            highest = Math.max(highest, curve.load()[i]);
        }
        double broken = whole.violated() * (to - from) * curve.millis();
        lines.add("%s requests/s at once: objective broken for %s, %s %% lost, %s"
                .formatted(
                        Rounded.text(highest, 4),
                        Ticks.duration((long) broken),
                        Rounded.percent(whole.lostShare()),
                        smallAgain(from, to)));
        return broken;
    }

    private String smallAgain(int from, int to) {
        double before = curve.running()[Math.max(0, from - 1)];
        double most = 0;
        for (int i = from; i < to; i++) {
            most = Math.max(most, curve.running()[i]);
        }
        if (most <= before) {
            return "did not grow";
        }
        for (int i = from + tenth; i < to; i++) {
            if (curve.running()[i] <= before + 1) {
                return "small again %s after it left".formatted(Ticks.duration((i - from - tenth) * curve.millis()));
            }
        }
        return "not small again before the next";
    }
}
