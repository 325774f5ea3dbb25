package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingBehavior;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.scale.Stabilization.Stabilized;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The count of instances from the proposals of all rules: bounds first, then the largest proposal, then stabilization,
 * rate limits, scaling factor, cooldown and bounds again. A rule that failed forbids shrinking.
 */
public final class InstanceScaling {
    private InstanceScaling() {}

    /** @param history for the next call */
    public record Outcome(Decision decision, ScalingHistory history) {}

    public static Outcome decide(
            Instant now, int current, ScalingConfig config, List<Proposal> proposals, ScalingHistory history) {
        if (current > config.maxInstances() || current < config.minInstances()) {
            return new Outcome(outsideBounds(current, config), history);
        }
        ScalingHistory known = history.recommendations().isEmpty()
                ? history.recommending(List.of(new Recommended(current, now)))
                : history;
        Decision wanted = largest(current, proposals);
        ScalingBehavior behavior = config.behavior();
        Stabilized stabilized = Stabilization.apply(
                now,
                current,
                wanted.desired(),
                known.recommendations(),
                behavior.scaleUp().stabilization(),
                behavior.scaleDown().stabilization());
        Decision stable = stabilized.replicas() == wanted.desired()
                ? wanted
                : wanted.retarget(
                        stabilized.replicas(),
                        "stabilized to %d: %s",
                        stabilized.replicas(),
                        wanted.shrinks()
                                ? "more was wanted within "
                                        + show(behavior.scaleDown().stabilization())
                                : "less was wanted within "
                                        + show(behavior.scaleUp().stabilization()));
        Decision guarded =
                bounded(cooled(now, factored(limited(now, stable, known, config), config), known, config), config);
        return new Outcome(guarded, known.recommending(stabilized.log()));
    }

    private static Decision outsideBounds(int current, ScalingConfig config) {
        return current > config.maxInstances()
                ? new Decision(
                        current,
                        config.maxInstances(),
                        List.of("%d instances are above the policy's maximum %d"
                                .formatted(current, config.maxInstances())))
                : new Decision(
                        current,
                        config.minInstances(),
                        List.of("%d instances are below the policy's minimum %d"
                                .formatted(current, config.minInstances())));
    }

    private static Decision largest(int current, List<Proposal> proposals) {
        List<String> reasons = new ArrayList<>();
        int most = Integer.MIN_VALUE;
        boolean failed = false;
        for (Proposal proposal : proposals) {
            reasons.add(proposal.reason());
            failed |= proposal.replicas().isEmpty();
            most = Math.max(most, proposal.replicas().orElse(Integer.MIN_VALUE));
        }
        if (most == Integer.MIN_VALUE) {
            reasons.add("no rule has a reading: keep " + current);
            return new Decision(current, current, reasons);
        }
        if (failed && most < current) {
            reasons.add("a rule has no reading, so nothing shrinks: keep " + current);
            return new Decision(current, current, reasons);
        }
        return new Decision(current, most, reasons);
    }

    private static Decision limited(Instant now, Decision wanted, ScalingHistory history, ScalingConfig config) {
        int current = wanted.current();
        if (wanted.grows()) {
            int limit = RateLimit.up(
                    now, current, history.events(), config.behavior().scaleUp());
            return wanted.desired() <= limit
                    ? wanted
                    : wanted.retarget(limit, "behavior.scaleUp allows %d now, not %d", limit, wanted.desired());
        }
        if (wanted.shrinks()) {
            int limit = RateLimit.down(
                    now, current, history.events(), config.behavior().scaleDown());
            return wanted.desired() >= limit
                    ? wanted
                    : wanted.retarget(limit, "behavior.scaleDown allows %d now, not %d", limit, wanted.desired());
        }
        return wanted;
    }

    private static Decision factored(Decision wanted, ScalingConfig config) {
        int limit = (int) Math.max(wanted.current() + 1L, (long) (wanted.current() * config.scalingFactor()));
        return wanted.desired() <= limit
                ? wanted
                : wanted.retarget(
                        limit,
                        "capped to %d by the scaling factor %s from %d",
                        limit,
                        config.scalingFactor(),
                        wanted.desired());
    }

    private static Decision cooled(Instant now, Decision wanted, ScalingHistory history, ScalingConfig config) {
        if (wanted.isHold() || history.lastChange().isEmpty()) {
            return wanted;
        }
        Duration since = Duration.between(history.lastChange().get(), now);
        return since.compareTo(config.cooldownPeriod()) >= 0
                ? wanted
                : wanted.retarget(
                        wanted.current(),
                        "cooldown: the last change was %s ago, the next may come after %s",
                        show(since),
                        show(config.cooldownPeriod()));
    }

    private static Decision bounded(Decision wanted, ScalingConfig config) {
        int bounded = Math.min(Math.max(wanted.desired(), config.minInstances()), config.maxInstances());
        return bounded == wanted.desired()
                ? wanted
                : wanted.retarget(bounded, "bounded to [%d, %d]", config.minInstances(), config.maxInstances());
    }

    private static String show(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
