package io.flyball.policy.scale;

import io.flyball.policy.scale.Sizing.Cause;
import io.flyball.policy.scale.Sizing.Sized;
import io.flyball.policy.scale.Sizing.Unsized;
import java.util.List;

/**
 * HPA v2's calculator for metrics that are not read per instance (object and external metrics), e.g. the length of a
 * queue. All values are in thousandths of the unit.
 *
 * <p>Example, Value target: 24 in the queue, target 20, 3 ready: ratio 1.2, ceil(1.2 * 3) = 4. AverageValue target: 40
 * in the queue, 10 per instance: 4, whatever the count is now.
 */
public final class TotalReplicas {
    private TotalReplicas() {}

    /** Value target: the total shall be {@code target}. From zero instances tolerance does not hold anything back. */
    public static Sizing value(
            int current, long target, List<Long> values, List<PodReading> pods, Tolerance tolerance) {
        if (target <= 0 || values.isEmpty()) {
            return unusable(target);
        }
        long total = total(values);
        double ratio = (double) total / target;
        if (current == 0) {
            return new Sized(Replicas.ceil(ratio), total, total, List.of());
        }
        if (tolerance.isWithin(ratio)) {
            return new Sized(current, total, total, List.of(Replicas.within(ratio)));
        }
        if (pods.isEmpty()) {
            return new Unsized(Cause.NO_INSTANCES, "no instances");
        }
        long serving = pods.stream().filter(pod -> pod.life().serves()).count();
        return new Sized(Replicas.ceil(ratio * serving), total, total, List.of());
    }

    /**
     * AverageValue target: the total shall be {@code target} per instance.
     *
     * @param running instances that exist now, which during a surge are more than were asked for
     */
    public static Sizing perInstance(int running, long target, List<Long> values, Tolerance tolerance) {
        if (target <= 0 || values.isEmpty()) {
            return unusable(target);
        }
        long total = total(values);
        double ratio = total / ((double) target * running);
        long each = perInstance(total, running);
        return tolerance.isWithin(ratio)
                ? new Sized(running, each, each, List.of(Replicas.within(ratio)))
                : new Sized(Replicas.ceil((double) total / target), each, each, List.of());
    }

    private static Sizing unusable(long target) {
        return target <= 0
                ? new Unsized(Cause.BAD_TARGET, "target = " + target + ": must be above 0")
                : new Unsized(Cause.NO_READINGS, "no value");
    }

    private static long total(List<Long> values) {
        long total = 0;
        for (long value : values) {
            long next = total + value;
            boolean wraps = ((total ^ next) & (value ^ next)) < 0;
            if (wraps && value > 0) {
                return Long.MAX_VALUE;
            }
            total = wraps ? Long.MIN_VALUE : next;
        }
        return total;
    }

    private static long perInstance(long total, int running) {
        if ((double) total >= (double) Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return running == 0 ? 0 : (long) Math.ceil((double) total / running);
    }
}
