package io.flyball.policy.document;

import java.time.Duration;
import java.util.List;

/** HPA v2 {@code behavior}. */
public record ScalingBehavior(Direction scaleUp, Direction scaleDown) {
    /** Which of several policies counts. */
    public enum Select {
        MAX,
        MIN,
        DISABLED
    }

    /** @param tolerance relative deviation from the target that is ignored */
    public record Direction(Duration stabilization, Select select, List<Limit> policies, double tolerance) {
        public Direction {
            policies = List.copyOf(policies);
        }
    }

    /** @param percent true: {@code value} percent of the count; false: {@code value} instances */
    public record Limit(boolean percent, int value, Duration period) {}
}
