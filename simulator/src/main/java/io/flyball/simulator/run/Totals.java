package io.flyball.simulator.run;

/**
 * What came of a run.
 *
 * @param violationPct share of the time in which the objective was broken, percent
 * @param lostLoadPct share of the requests that were not served, percent
 * @param meanInstances paid for on average, starting ones included
 * @param actionsPerDay changes of the count
 * @param flipsPerDay changes in the other direction than the one before
 * @param startsAndStopsPerDay instances that were started or stopped
 * @param instanceHours in all
 * @param worstP99 highest latency of an interval, seconds; NaN where the plant has none
 * @param days virtual length
 * @param nodeSteps instances times steps that were computed
 */
public record Totals(
        double violationPct,
        double lostLoadPct,
        double meanInstances,
        int mostInstances,
        double actionsPerDay,
        double flipsPerDay,
        double startsAndStopsPerDay,
        double instanceHours,
        double worstP99,
        double days,
        long nodeSteps) {}
