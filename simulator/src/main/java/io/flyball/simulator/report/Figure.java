package io.flyball.simulator.report;

import io.flyball.simulator.run.Totals;
import java.util.function.ToDoubleFunction;

/** Figures that runs are compared by; of each, less is better. */
public enum Figure {
    VIOLATION("violationPct", "violation %", Totals::violationPct),
    LOST_LOAD("lostLoadPct", "lost load %", Totals::lostLoadPct),
    MEAN_INSTANCES("meanInstances", "mean instances", Totals::meanInstances),
    ACTIONS("actionsPerDay", "actions/day", Totals::actionsPerDay),
    FLIPS("directionFlipsPerDay", "flips/day", Totals::flipsPerDay),
    WORST_P99("worstP99Seconds", "worst p99 s", Totals::worstP99);

    private final String field;
    private final String words;
    private final ToDoubleFunction<Totals> value;

    Figure(String field, String words, ToDoubleFunction<Totals> value) {
        this.field = field;
        this.words = words;
        this.value = value;
    }

    /** Its name in JSON. */
    public String field() {
        return field;
    }

    public String words() {
        return words;
    }

    /** NaN where the plant has none. */
    public double of(Totals totals) {
        return value.applyAsDouble(totals);
    }
}
