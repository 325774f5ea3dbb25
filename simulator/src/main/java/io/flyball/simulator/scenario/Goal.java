package io.flyball.simulator.scenario;

import io.flyball.simulator.run.Totals;
import java.util.function.ToDoubleFunction;

/**
 * What a run should reach; broken ones are told and make the command fail.
 *
 * @param below in the unit of the result: seconds, shares, counts
 */
public record Goal(Result result, double below) {
    /** What is looked at. */
    public enum Result {
        /** Share of the time in which the service kept no promise. */
        VIOLATION("violation", totals -> totals.violationPct() / 100),
        /** Share of the requests that were not served. */
        LOST_LOAD("lostLoad", totals -> totals.lostLoadPct() / 100),
        /** Highest 99th percentile of an interval, seconds. */
        LATENCY_P99("latency.p99", Totals::worstP99),
        MEAN_INSTANCES("meanInstances", Totals::meanInstances),
        MOST_INSTANCES("mostInstances", Totals::mostInstances),
        ACTIONS_PER_DAY("actionsPerDay", Totals::actionsPerDay),
        FLIPS_PER_DAY("flipsPerDay", Totals::flipsPerDay),
        INSTANCE_HOURS("instanceHours", Totals::instanceHours);

        private final String word;
        private final ToDoubleFunction<Totals> reading;

        Result(String word, ToDoubleFunction<Totals> reading) {
            this.word = word;
            this.reading = reading;
        }

        public String word() {
            return word;
        }
    }

    /** What came of a run, in the unit of {@link #below}; NaN where its plant does not know. */
    public double found(Totals totals) {
        return result.reading.applyAsDouble(totals);
    }

    /** False only where it is known to be broken. */
    public boolean isMet(Totals totals) {
        return !(found(totals) > below);
    }
}
