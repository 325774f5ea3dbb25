package io.flyball.policy.scale;

import io.flyball.policy.scale.RateLimit.Limited;
import io.flyball.policy.scale.Stabilization.Stabilized;
import java.time.Instant;
import java.util.List;

/**
 * One pass of HPA v2's controller: bounds first, then the largest proposal, then stabilization, then rate limits.
 *
 * <p>Example: 5 instances, bounds [2, 6], one metric wants 3 and another failed: 5, since a failed one forbids shrinking.
 */
public final class HpaPass {
    private HpaPass() {}

    /** @param zeroIsOff whoever set the count to 0 did not want it to be scaled (HPA); false: 0 is as good as any */
    public record Bounds(int min, int max, boolean zeroIsOff) {}

    /** @param history for the next pass; changes that are made have to be told to it */
    public record Outcome(Decision decision, ScalingHistory history) {}

    public static Outcome decide(
            Instant now, int current, Bounds bounds, Pace pace, List<Proposal> proposals, ScalingHistory history) {
        return decideAgain(
                now, current, bounds, pace, proposals, history.asOf(now).startingWith(now, current));
    }

    /** A pass that is not the first, even when nothing is remembered any more. */
    public static Outcome decideAgain(
            Instant now, int current, Bounds bounds, Pace pace, List<Proposal> proposals, ScalingHistory known) {
        if (current == 0 && bounds.zeroIsOff()) {
            return at(current, 0, "scaling is off: the count was set to 0", known);
        }
        if (current > bounds.max()) {
            String why = current + " instances are above the policy's maximum " + bounds.max();
            return at(current, bounds.max(), why, known);
        }
        if (current < bounds.min()) {
            String why = current + " instances are below the policy's minimum " + bounds.min();
            return at(current, bounds.min(), why, known);
        }
        Combined combined = Combined.of(current, proposals);
        if (!combined.isDecided()) {
            return new Outcome(combined.wanted(), known);
        }
        Stabilized stabilized = pace.stabilize(now, combined.wanted(), known);
        Decision stable = stable(combined, stabilized.replicas(), pace);
        return new Outcome(limited(now, stable, bounds, pace, known), known.recommending(stabilized.log()));
    }

    private static Outcome at(int current, int desired, String reason, ScalingHistory history) {
        return new Outcome(new Decision(current, desired, List.of(reason)), history);
    }

    private static Decision stable(Combined combined, int stabilized, Pace pace) {
        Decision wanted = combined.wanted();
        if (stabilized == wanted.desired()) {
            return wanted;
        }
        if (combined.isReleased() && wanted.shrinks() && wanted.desired() < stabilized) {
            return wanted.noting("not held at %d: a proven forecast releases it", stabilized);
        }
        return wanted.retarget(
                stabilized, "stabilized to %d: %s", stabilized, pace.stabilizedBecause(wanted, stabilized));
    }

    private static Decision limited(Instant now, Decision stable, Bounds bounds, Pace pace, ScalingHistory history) {
        Limited limited = pace.limit(now, stable, bounds.min(), bounds.max(), history);
        int allowed = limited.replicas();
        return switch (limited.condition()) {
            case DESIRED_WITHIN_RANGE -> stable;
            case SCALE_UP_LIMIT ->
                stable.retarget(allowed, "behavior.scaleUp allows %d now, not %d", allowed, stable.desired());
            case SCALE_DOWN_LIMIT ->
                stable.retarget(allowed, "behavior.scaleDown allows %d now, not %d", allowed, stable.desired());
            case TOO_MANY_REPLICAS, TOO_FEW_REPLICAS ->
                stable.retarget(allowed, "bounded to [%d, %d]", bounds.min(), bounds.max());
        };
    }
}
