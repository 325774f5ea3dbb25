package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingBehavior;
import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import java.time.Duration;
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
    /** HPA without {@code behavior}: at most this times the current count, and always this many. */
    public static final int UPSCALE_FACTOR = 2;

    private static final int UPSCALE_MINIMUM = 4;

    private RateLimit() {}

    /** What became of a wish, by HPA's names. */
    public enum Condition {
        DESIRED_WITHIN_RANGE,
        SCALE_UP_LIMIT,
        SCALE_DOWN_LIMIT,
        TOO_MANY_REPLICAS,
        TOO_FEW_REPLICAS
    }

    /** The count that is allowed, and what limited it. */
    public record Limited(int replicas, Condition condition) {}

    /** Limits {@code desired} by the policies and the bounds. */
    public static Limited withBehavior(
            Instant now,
            int current,
            int desired,
            int min,
            int max,
            List<ScaleEvent> events,
            ScalingBehavior behavior) {
        if (desired > current) {
            int limit = up(now, current, events, behavior.scaleUp());
            if (desired > Math.min(limit, max)) {
                return max > limit
                        ? new Limited(limit, Condition.SCALE_UP_LIMIT)
                        : new Limited(max, Condition.TOO_MANY_REPLICAS);
            }
        } else if (desired < current) {
            int limit = down(now, current, events, behavior.scaleDown());
            if (desired < Math.max(limit, min)) {
                return min < limit
                        ? new Limited(limit, Condition.SCALE_DOWN_LIMIT)
                        : new Limited(min, Condition.TOO_FEW_REPLICAS);
            }
        }
        return new Limited(desired, Condition.DESIRED_WITHIN_RANGE);
    }

    /** As HPA does where {@code behavior} is not set: at most {@code factor} times the count or 4, then the bounds. */
    public static Limited withoutBehavior(int current, int desired, int min, int max, int factor) {
        int limit = (int) Math.min(Integer.MAX_VALUE, Math.max((long) factor * current, UPSCALE_MINIMUM));
        if (desired < min) {
            return new Limited(min, Condition.TOO_FEW_REPLICAS);
        }
        if (desired > Math.min(limit, max)) {
            return max > limit
                    ? new Limited(limit, Condition.SCALE_UP_LIMIT)
                    : new Limited(max, Condition.TOO_MANY_REPLICAS);
        }
        return new Limited(desired, Condition.DESIRED_WITHIN_RANGE);
    }

    /** Highest count allowed now; never below {@code current}. */
    public static int up(Instant now, int current, List<ScaleEvent> events, Direction direction) {
        return Math.max(current, upLimit(now, current, events, direction));
    }

    /** Lowest count allowed now; never above {@code current}. */
    public static int down(Instant now, int current, List<ScaleEvent> events, Direction direction) {
        return Math.min(current, downLimit(now, current, events, direction));
    }

    /** What the policies alone say; below {@code current} when more was added in their periods than they allow. */
    public static int upLimit(Instant now, int current, List<ScaleEvent> events, Direction direction) {
        if (direction.select() == Select.DISABLED) {
            return current;
        }
        IntBinaryOperator choose = direction.select() == Select.MIN ? Math::min : Math::max;
        return direction.policies().stream()
                .mapToInt(policy -> up(start(now, current, events, policy), policy))
                .reduce(choose)
                .orElse(current);
    }

    /** What the policies alone say; above {@code current} when more was removed in their periods than they allow. */
    public static int downLimit(Instant now, int current, List<ScaleEvent> events, Direction direction) {
        if (direction.select() == Select.DISABLED) {
            return current;
        }
        IntBinaryOperator choose = direction.select() == Select.MIN ? Math::max : Math::min;
        return direction.policies().stream()
                .mapToInt(policy -> down(start(now, current, events, policy), policy))
                .reduce(choose)
                .orElse(current);
    }

    /** Sum of the changes that are younger than {@code period}; what was exactly that long ago no longer counts. */
    public static long changeWithin(Duration period, Instant now, List<ScaleEvent> events) {
        return events.stream()
                .filter(event -> Duration.between(event.at(), now).compareTo(period) < 0)
                .mapToLong(ScaleEvent::change)
                .sum();
    }

    private static long start(Instant now, int current, List<ScaleEvent> events, Limit policy) {
        return current - changeWithin(policy.period(), now, events);
    }

    /** Rounded up, so that a small percentage of a small count still allows one more. */
    private static int up(long start, Limit policy) {
        return policy.percent()
                ? (int) Math.ceil(start * (1 + policy.value() / 100.0))
                : saturated(start + policy.value());
    }

    private static int down(long start, Limit policy) {
        return policy.percent() ? (int) (start * (1 - policy.value() / 100.0)) : saturated(start - policy.value());
    }

    private static int saturated(long count) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, count));
    }
}
