package io.flyball.policy.document;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Instance count.
 *
 * @param scalingFactor at most this times the current count in one step up (1.5 = +50 %)
 * @param cooldownPeriod no second change of the count within it
 * @param settle nothing shrinks on samples taken within this time after a change of the count
 * @param flapBudget most starts and stops; empty: unlimited
 * @param startTime from the order to an instance that is ready and warm; empty: as measured
 * @param rules the largest proposal wins, then guards
 */
public record ScalingConfig(
        int minInstances,
        int maxInstances,
        double scalingFactor,
        Duration cooldownPeriod,
        Duration settle,
        Optional<FlapBudget> flapBudget,
        Optional<Duration> startTime,
        List<ScalingRule> rules,
        ScalingBehavior behavior) {
    public ScalingConfig {
        rules = List.copyOf(rules);
    }

    /** The simple form: what is not named has its default. */
    public ScalingConfig(
            int minInstances,
            int maxInstances,
            double scalingFactor,
            Duration cooldownPeriod,
            List<ScalingRule> rules,
            ScalingBehavior behavior) {
        this(
                minInstances,
                maxInstances,
                scalingFactor,
                cooldownPeriod,
                PolicyDefaults.SCALING_SETTLE,
                Optional.empty(),
                Optional.empty(),
                rules,
                behavior);
    }

    /** Starts plus stops of instances in any time span of {@code per}: two started and one stopped are three actions. */
    public record FlapBudget(int actions, Duration per) {}
}
