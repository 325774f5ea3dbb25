package io.flyball.simulator.report;

import io.flyball.simulator.run.Curve;
import io.flyball.simulator.run.Outcome;
import java.util.List;

/** Axes that the charts of one stage share, so that controllers can be compared by eye. */
record Scales(long lengthMillis, double load, double instances, double latency) {
    /** A quantity that is far above what matters is cut: a latency of an outage would flatten all others. */
    private static final double MOST_CAPACITY = 3;

    static Scales of(List<Outcome> outcomes) {
        double load = 0;
        double capacity = 0;
        double instances = 0;
        double latency = 0;
        for (Outcome outcome : outcomes) {
            Curve curve = outcome.curve();
            load = Math.max(load, highest(curve.loadHighest()));
            capacity = Math.max(capacity, highest(curve.capacity()));
            instances = Math.max(instances, highest(curve.running()));
            latency = Math.max(latency, highest(curve.latencyP99()));
        }
        long length = Math.max(1, outcomes.get(0).stage().lengthMillis());
        double shown = load > 0 ? Math.max(load, Math.min(capacity, MOST_CAPACITY * load)) : capacity;
        return new Scales(length, shown, instances, latency);
    }

    private static double highest(double[] values) {
        double highest = 0;
        for (double value : values) {
            highest = Double.isFinite(value) ? Math.max(highest, value) : highest;
        }
        return highest;
    }
}
