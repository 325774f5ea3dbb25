package io.flyball.policy.document;

import java.time.Duration;
import java.util.List;

/**
 * Instance count.
 *
 * @param scalingFactor at most this times the current count in one step up (1.5 = +50 %)
 * @param cooldownPeriod no second change of the count within it
 * @param rules the largest proposal wins, then guards
 */
public record ScalingConfig(
        int minInstances,
        int maxInstances,
        double scalingFactor,
        Duration cooldownPeriod,
        List<ScalingRule> rules,
        ScalingBehavior behavior) {
    public ScalingConfig {
        rules = List.copyOf(rules);
    }
}
