package io.flyball.policy.capacity;

import java.time.Instant;

/**
 * What a service did in one short window.
 *
 * @param instances that served
 * @param throughput of all together, per second
 * @param signal mean over the instances: utilization in [0, 1] or latency in seconds
 */
public record CapacityPoint(Instant at, int instances, double throughput, double signal) {
    private static final double SATURATED = 0.95;

    double perInstance() {
        return throughput / instances;
    }

    /** Saturated windows say what queues, not what is carried. */
    boolean isUsable(CapacitySettings.Signal kind) {
        boolean isNumber = Double.isFinite(throughput) && Double.isFinite(signal);
        boolean inRange = kind == CapacitySettings.Signal.UTILIZATION ? signal >= 0 && signal < SATURATED : signal > 0;
        return isNumber && inRange && instances > 0 && throughput > 0;
    }
}
