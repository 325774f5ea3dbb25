package io.flyball.policy.scale;

import io.flyball.policy.scale.PodLife.Ready;
import java.time.Duration;
import java.time.Instant;

/**
 * When the reading of a starting instance is not believed: HPA's {@code cpu-initialization-period} and
 * {@code initial-readiness-delay}. A JVM burns processor time while it starts, and that is no reason to start more.
 *
 * <p>Example with 300 s and 30 s: an instance that is ready since 40 s with a reading over the last 60 s is not counted,
 * since 20 s of that reading are from before it was ready. One that started 10 minutes ago and never became ready is
 * not counted either; one that was ready and no longer is counts.
 *
 * @param isLookedAt false for metrics that starting does not distort (memory, custom metrics)
 * @param initialization within this time of its start an instance must be ready for one whole window
 * @param initialDelay a change of the Ready condition within this time of the start is not "was ready once"
 */
public record Readiness(boolean isLookedAt, Duration initialization, Duration initialDelay) {
    public static final Readiness IGNORED = new Readiness(false, Duration.ZERO, Duration.ZERO);

    /** Kubernetes' defaults, for processor time. */
    public static final Readiness CPU = new Readiness(true, Duration.ofMinutes(5), Duration.ofSeconds(30));

    boolean isUnready(PodLife life, Instant now) {
        if (!isLookedAt) {
            return false;
        }
        if (life.ready() == Ready.NONE || life.startedAt().isEmpty()) {
            return true;
        }
        Instant started = life.startedAt().get();
        if (Duration.between(started, now).compareTo(initialization) < 0) {
            Duration covered = Duration.between(life.readyChangedAt(), life.sampledAt());
            return life.ready() == Ready.NO || covered.compareTo(life.window()) < 0;
        }
        Duration untilChange = Duration.between(started, life.readyChangedAt());
        return life.ready() == Ready.NO && untilChange.compareTo(initialDelay) < 0;
    }
}
