package io.flyball.simulator.fleet;

import io.flyball.protocol.model.ServiceName;
import java.time.Duration;

/**
 * The policies under which a virtual fleet is kept busy.
 *
 * <p>Scaled: {@link ServiceLoad#PER_NODE} requests/s per instance with a tolerance of 5 %, a decision each second. A node
 * counts with the mean of its reports of {@code staleAfter}, at most three. Steps of the load are so high that one report
 * of each node suffices: 0.95 x (1 + 1 + 1.41) / 3 = 1.08 of the wanted load, whatever was left of tolerance.
 *
 * <p>Tuned: the thread sizes, with everything about trials as short as three reports allow.
 *
 * @param interval between two reports of a node
 */
record FleetPolicy(Duration interval) {
    /** Time between two decisions of a scaled service. */
    static final Duration TICK = Duration.ofSeconds(1);

    private static final int LEAST_STALE_MILLIS = 3_000;

    String yaml(ServiceLoad service) {
        String spec = service.kind() == ServiceLoad.Kind.SCALED ? scaled(service.nodes()) : tuned();
        ServiceName name = service.name();
        return """
                apiVersion: flyball/v1
                kind: Policy
                metadata: {name: %s}
                spec:
                  selector: {service: %s}
                """.formatted(name, name) + spec.indent(2);
    }

    private String scaled(int nodes) {
        return """
                monitoring: {interval: %dms, staleAfter: %dms}
                scaling:
                  minInstances: 1
                  maxInstances: %d
                  scalingFactor: 2
                  cooldownPeriod: 5s
                  rules: [{load: {metric: throughput, perInstance: %.0f}}]
                  behavior:
                    scaleUp: {stabilization: 0s, tolerance: 5%%}
                    scaleDown: {stabilization: 5s, tolerance: 5%%}
                validation: {settle: 1s, window: 3s}
                """.formatted(TICK.toMillis(), staleAfter().toMillis(), 2 * nodes + 2, ServiceLoad.PER_NODE);
    }

    /** How long the planner of a scaled service looks at a report. */
    Duration staleAfter() {
        return Duration.ofMillis(Math.max(LEAST_STALE_MILLIS, interval.toMillis() * 22 / 10));
    }

    private String tuned() {
        long millis = interval.toMillis();
        return """
                objectives: [{metric: error.rate, below: 1%%}]
                monitoring: {interval: %dms}
                threads: {min: 4, max: 64}
                validation: {settle: %dms, window: %dms, maxDuration: %dms, spread: 25%%, maxFailedTrials: 5}
                """.formatted(millis, millis, 4 * millis, 15 * millis);
    }
}
