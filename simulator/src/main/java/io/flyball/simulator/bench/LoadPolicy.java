package io.flyball.simulator.bench;

import java.time.Duration;

/**
 * A policy under which one report of one node can make a service grow by one instance, and nothing else ever changes.
 *
 * <p>The rule wants {@link #STEADY} per instance and every node reports exactly that, so the service rests at whatever
 * count it has. The planner averages what a node reported over {@code staleAfter}, at most {@link #SAMPLES} reports, and
 * counts instances without a node as idle. With n nodes and a count of c, a single report of
 * {@code SAMPLES * (1.3 c - (n - 1)) - (SAMPLES - 1)} times the steady value thus makes a mean of 1.3 per instance, beyond
 * the tolerance of 1.1. Example: n = c = 20 and three reports: 3 * (26 - 19) - 2 = 19 times.
 *
 * <p>The scaling factor makes it one more instance, and the cooldown outlasts the time that the report is in the average.
 */
record LoadPolicy(Duration reportInterval) {
    static final double STEADY = 100;
    /** Time between two decisions of a planner. */
    static final Duration TICK = Duration.ofSeconds(1);

    private static final int SAMPLES = 3;
    private static final double GROWTH = 1.3;

    double jump(int nodes, int count) {
        return STEADY * (SAMPLES * (GROWTH * Math.max(nodes, count) - (nodes - 1)) - (SAMPLES - 1));
    }

    Duration staleAfter() {
        Duration wanted = reportInterval.multipliedBy(22).dividedBy(10);
        Duration least = TICK.multipliedBy(2).plusMillis(200);
        return wanted.compareTo(least) < 0 ? least : wanted;
    }

    Duration cooldown() {
        return staleAfter().plus(TICK.multipliedBy(2));
    }

    String yaml(String service) {
        return """
                apiVersion: flyball/v1
                kind: Policy
                metadata: {name: %s}
                spec:
                  selector: {service: %s}
                  monitoring: {interval: %dms, staleAfter: %dms}
                  scaling:
                    minInstances: 1
                    maxInstances: 1000
                    scalingFactor: 1.01
                    cooldownPeriod: %dms
                    rules: [{load: {metric: throughput, perInstance: %.0f}}]
                    behavior: {scaleUp: {stabilization: 0s}}
                  validation: {settle: 2s, window: 6s}
                """.formatted(
                        service,
                        service,
                        TICK.toMillis(),
                        staleAfter().toMillis(),
                        cooldown().toMillis(),
                        STEADY);
    }
}
