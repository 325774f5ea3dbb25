package io.flyball.simulator.report;

import io.flyball.simulator.run.Curve;
import io.flyball.simulator.run.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Of a load test the time after the ramp counts, from a quarter of the run on: carried when the objective is broken for less
 * than 1 % of it and less than 0.1 % of the requests are lost.
 */
final class LoadReading {
    private static final double RAMP = 0.25;
    private static final double MOST_BROKEN = 0.01;
    private static final double MOST_LOST = 0.001;

    private LoadReading() {}

    static Finding of(Outcome outcome, double peak) {
        Curve curve = outcome.curve();
        Part held = Part.of(curve, (int) (curve.size() * RAMP), curve.size());
        boolean carried = held.violated() < MOST_BROKEN && held.lostShare() < MOST_LOST;
        List<String> lines = new ArrayList<>();
        lines.add("%s %s requests/s".formatted(carried ? "carries" : "does not carry", Rounded.text(peak, 4)));
        lines.add("while the peak is held: objective broken %s %% of the time, %s %% lost, %s instances, %s"
                .formatted(
                        Rounded.percent(held.violated()),
                        Rounded.percent(held.lostShare()),
                        Rounded.text(held.running(), 3),
                        held.percentBusy()));
        if (!Double.isNaN(held.latency())) {
            lines.add("latency p99 %s s".formatted(Rounded.text(held.latency(), 3)));
        }
        return new Finding(
                outcome.controller(), outcome.stage().seed(), carried, lines, Double.NaN, carried ? peak : Double.NaN);
    }
}
