package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingBehavior;
import io.flyball.policy.scale.RateLimit.Limited;
import io.flyball.policy.scale.Stabilization.Stabilized;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How fast the count follows what the rules want: HPA v2 with or without {@code behavior}. */
public sealed interface Pace {
    Stabilized stabilize(Instant now, Decision wanted, ScalingHistory history);

    Limited limit(Instant now, Decision wanted, int min, int max, ScalingHistory history);

    /** Why {@link #stabilize} chose another count. */
    String stabilizedBecause(Decision wanted, int replicas);

    /** The section {@code behavior} as given. */
    record ByBehavior(ScalingBehavior behavior) implements Pace {
        @Override
        public Stabilized stabilize(Instant now, Decision wanted, ScalingHistory history) {
            return Stabilization.apply(
                    now,
                    wanted.current(),
                    wanted.desired(),
                    history.recommendations(),
                    behavior.scaleUp().stabilization(),
                    behavior.scaleDown().stabilization());
        }

        @Override
        public Limited limit(Instant now, Decision wanted, int min, int max, ScalingHistory history) {
            return RateLimit.withBehavior(
                    now, wanted.current(), wanted.desired(), min, max, history.events(), behavior);
        }

        @Override
        public String stabilizedBecause(Decision wanted, int replicas) {
            return wanted.desired() < replicas
                    ? "more was wanted within " + show(behavior.scaleDown().stabilization())
                    : "less was wanted within " + show(behavior.scaleUp().stabilization());
        }
    }

    /**
     * What HPA does where {@code behavior} is not set, which differs from a behavior with the same numbers: the highest
     * wish of the window is taken even when it is above the current count, and growth is limited per pass, not per
     * period.
     *
     * @param window Kubernetes' default: 300 s
     * @param factor Kubernetes' default: {@link RateLimit#UPSCALE_FACTOR}
     */
    record ByDefault(Duration window, int factor) implements Pace {
        @Override
        public Stabilized stabilize(Instant now, Decision wanted, ScalingHistory history) {
            return Stabilization.withoutBehavior(now, wanted.desired(), history.recommendations(), window);
        }

        @Override
        public Limited limit(Instant now, Decision wanted, int min, int max, ScalingHistory history) {
            return RateLimit.withoutBehavior(wanted.current(), wanted.desired(), min, max, factor);
        }

        @Override
        public String stabilizedBecause(Decision wanted, int replicas) {
            return "more was wanted within " + show(window);
        }
    }

    private static String show(Duration duration) {
        return String.format(Locale.ROOT, "%d s", duration.toSeconds());
    }
}
