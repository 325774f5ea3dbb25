package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import java.time.Instant;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * HPA v2's scaling policies: how far the count may move from where it stood at the start of each policy's period.
 *
 * <p>Example: current 6, of which 2 were added in the last 15 s; policies 4 instances / 15 s and 100 % / 15 s, select
 * Max: from 4 at the start of the period to max(4 + 4, 4 * 2) = 8.
 */
public final class RateLimit {
    private RateLimit() {}

    /** Highest count allowed now; never below {@code current}. */
    public static int up(Instant now, int current, List<ScaleEvent> events, Direction direction) {
        if (direction.select() == Select.DISABLED) {
            return current;
        }
        IntBinaryOperator choose = direction.select() == Select.MIN ? Math::min : Math::max;
        int limit = direction.policies().stream()
                .mapToInt(policy -> up(start(now, current, events, policy), policy))
                .reduce(choose)
                .orElse(current);
        return Math.max(limit, current);
    }

    /** Lowest count allowed now; never above {@code current}. */
    public static int down(Instant now, int current, List<ScaleEvent> events, Direction direction) {
        if (direction.select() == Select.DISABLED) {
            return current;
        }
        IntBinaryOperator choose = direction.select() == Select.MIN ? Math::max : Math::min;
        int limit = direction.policies().stream()
                .mapToInt(policy -> down(start(now, current, events, policy), policy))
                .reduce(choose)
                .orElse(current);
        return Math.min(limit, current);
    }

    private static int start(Instant now, int current, List<ScaleEvent> events, Limit policy) {
        Instant cutoff = now.minus(policy.period());
        return current
                - events.stream()
                        .filter(event -> event.at().isAfter(cutoff))
                        .mapToInt(ScaleEvent::change)
                        .sum();
    }

    private static int up(int start, Limit policy) {
        return policy.percent()
                ? (int) Math.ceil(start * (1 + policy.value() / 100.0))
                : (int) Math.min(Integer.MAX_VALUE, (long) start + policy.value());
    }

    private static int down(int start, Limit policy) {
        return policy.percent() ? (int) (start * (1 - policy.value() / 100.0)) : start - policy.value();
    }
}
