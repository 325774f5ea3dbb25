package io.flyball.policy.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an instance is in its life, as far as that decides whether its reading counts.
 *
 * @param ready the Ready condition; {@code NONE} when it was never reported
 * @param startedAt empty when it is not known
 * @param readyChangedAt when {@code ready} last changed
 * @param sampledAt end of the time that the reading covers
 * @param window length of the time that the reading covers
 */
public record PodLife(
        Phase phase,
        boolean deleting,
        Ready ready,
        Optional<Instant> startedAt,
        Instant readyChangedAt,
        Instant sampledAt,
        Duration window) {
    /** Kubernetes' phases of a pod. */
    public enum Phase {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        UNKNOWN
    }

    /** Kubernetes' Ready condition. */
    public enum Ready {
        YES,
        NO,
        UNKNOWN,
        NONE
    }

    /** Ready since long ago, with a fresh reading. */
    public static final PodLife SERVING = since(Phase.RUNNING, Ready.YES);

    /** Not yet running. */
    public static final PodLife PENDING = since(Phase.PENDING, Ready.NO);

    private static PodLife since(Phase phase, Ready ready) {
        return new PodLife(
                phase, false, ready, Optional.of(Instant.EPOCH), Instant.EPOCH, Instant.MAX, Duration.ofSeconds(60));
    }

    /** It will not serve again. */
    boolean isOver() {
        return deleting || phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    }

    /** It takes requests now. */
    boolean serves() {
        return phase == Phase.RUNNING && ready == Ready.YES;
    }
}
