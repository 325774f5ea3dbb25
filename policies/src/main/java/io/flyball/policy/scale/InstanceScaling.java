package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.scale.HpaPass.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The count of instances from the proposals of all rules: one pass as HPA v2 has it, then the scaling factor, the guards
 * in their order, cooldown and bounds again. The bounds of the policy come before everything, and after it.
 */
public final class InstanceScaling {
    private InstanceScaling() {}

    /** @param history for the next call */
    public record Outcome(Decision decision, ScalingHistory history) {}

    public static Outcome decide(
            Instant now, int current, ScalingConfig config, List<Proposal> proposals, ScalingHistory history) {
        return decide(now, now, current, config, proposals, history, List.of());
    }

    /**
     * @param since begin of the oldest sample that the proposals are from
     * @param guards asked in their order after those of the policy, each with what the one before left
     */
    public static Outcome decide(
            Instant now,
            Instant since,
            int current,
            ScalingConfig config,
            List<Proposal> proposals,
            ScalingHistory history,
            List<Guard> guards) {
        Bounds bounds = new Bounds(config.minInstances(), config.maxInstances(), false);
        Pace pace = new Pace.ByBehavior(config.behavior());
        boolean isKnown = Combined.of(current, proposals).isDecided();
        ScalingHistory known = isKnown ? history.asOf(now).resuming(now, current, config.behavior()) : history;
        HpaPass.Outcome pass = HpaPass.decide(now, current, bounds, pace, proposals, known);
        if (current < bounds.min() || current > bounds.max()) {
            return new Outcome(pass.decision(), pass.history());
        }
        Decision guarded = factored(pass.decision(), config);
        for (Guard guard : guards(now, since, config, pass.history(), guards)) {
            guarded = guard.limit(guarded);
        }
        Decision bounded = bounded(cooled(now, guarded, pass.history(), config), config);
        return new Outcome(bounded, pass.history());
    }

    /** The budget comes last: what the others hold back does not use it. */
    private static List<Guard> guards(
            Instant now, Instant since, ScalingConfig config, ScalingHistory history, List<Guard> more) {
        List<Guard> guards = new ArrayList<>();
        guards.add(new SettleGuard(since, history.lastChange(), config.settle()));
        guards.addAll(more);
        config.flapBudget().ifPresent(budget -> guards.add(new FlapGuard(now, budget, history.flaps())));
        return guards;
    }

    private static Decision factored(Decision wanted, ScalingConfig config) {
        long most = Math.max(wanted.current() + 1L, (long) (wanted.current() * config.scalingFactor()));
        int limit = (int) Math.min(Integer.MAX_VALUE, most);
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
