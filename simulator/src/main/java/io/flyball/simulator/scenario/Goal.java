package io.flyball.simulator.scenario;

/**
 * What a run should reach; broken ones are told and make the command fail.
 *
 * @param below in the unit of the result: seconds, shares, counts
 */
public record Goal(Result result, double below) {
    /** What is looked at. */
    public enum Result {
        /** Share of the time in which the service kept no promise. */
        VIOLATION("violation"),
        /** Share of the requests that were not served. */
        LOST_LOAD("lostLoad"),
        /** Highest 99th percentile of an interval, seconds. */
        LATENCY_P99("latency.p99"),
        MEAN_INSTANCES("meanInstances"),
        MOST_INSTANCES("mostInstances"),
        ACTIONS_PER_DAY("actionsPerDay"),
        FLIPS_PER_DAY("flipsPerDay"),
        INSTANCE_HOURS("instanceHours");

        private final String word;

        Result(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
