package io.flyball.simulator.controller;

import io.flyball.policy.document.MonitoringConfig;
import io.flyball.policy.document.Policy;
import java.time.Duration;

/** The same policy at the pace of a virtual world: decided each step, stale after as many steps as intervals. */
public final class Paced {
    private Paced() {}

    /** A policy that is decided more often than that keeps its staleness in intervals. */
    public static Policy each(Policy policy, Duration step) {
        MonitoringConfig has = policy.monitoring();
        double factor = (double) step.toMillis() / Math.max(1, has.interval().toMillis());
        MonitoringConfig paced = new MonitoringConfig(
                step,
                Duration.ofMillis((long) (has.staleAfter().toMillis() * Math.max(1, factor))),
                has.retention(),
                has.alertThresholds(),
                has.alerts());
        return new Policy(
                policy.name(),
                policy.service(),
                policy.objectives(),
                paced,
                policy.scaling(),
                policy.threads(),
                policy.connections(),
                policy.memory(),
                policy.vertical(),
                policy.limiter(),
                policy.validation(),
                policy.automation(),
                policy.rollout());
    }
}
