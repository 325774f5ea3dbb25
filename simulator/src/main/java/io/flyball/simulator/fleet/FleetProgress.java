package io.flyball.simulator.fleet;

import java.time.Duration;

/**
 * How a fleet is doing, once a second.
 *
 * @param phase what is being done, in words
 * @param elapsed of the load
 * @param reportsPerSecond acknowledged within the last second
 * @param unacknowledged reports made and not yet acknowledged
 * @param commands that arrived so far, of all kinds
 * @param ackMillis time from report to acknowledgement, 99th percentile so far
 * @param commandMillis time from jump to command beyond the tick, 99th percentile so far; NaN before the first
 */
public record FleetProgress(
        String phase,
        Duration elapsed,
        int nodes,
        int openLinks,
        long reportsPerSecond,
        long unacknowledged,
        long commands,
        double ackMillis,
        double commandMillis) {}
