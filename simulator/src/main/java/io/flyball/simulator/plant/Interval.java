package io.flyball.simulator.plant;

/**
 * What happened to the service between two moments.
 *
 * @param at end, milliseconds since the beginning of the run
 * @param offered requests per second that arrived
 * @param lost requests per second that were refused, timed out or failed
 * @param capacity requests per second that the ready instances carry when 100 % busy
 * @param ready instances that serve, at the end
 * @param running instances that are paid for, at the end: ready, starting, hanging
 * @param utilization offered over capacity; above 1 there is more than can be served, infinite with no ready instance
 * @param violated share of the time in which the objective was broken, [0, 1]
 * @param latencyP99 seconds; NaN where the plant has no latency
 * @param nodeSteps instances times steps that were computed
 */
public record Interval(
        long at,
        double offered,
        double lost,
        double capacity,
        int ready,
        int running,
        double utilization,
        double violated,
        double latencyP99,
        long nodeSteps) {
    public static final Interval NOTHING = new Interval(0, 0, 0, 0, 0, 0, 0, 0, Double.NaN, 0);
}
