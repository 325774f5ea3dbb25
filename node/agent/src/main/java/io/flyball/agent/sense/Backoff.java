package io.flyball.agent.sense;

import java.time.Duration;
import java.time.Instant;

/** Waits 1, 2, 4 ... 60 seconds between attempts that fail. */
final class Backoff {
    private static final Duration MOST = Duration.ofSeconds(60);

    private Duration next = Duration.ofSeconds(1);
    private Instant until = Instant.EPOCH;

    void failed(Instant now) {
        until = now.plus(next);
        next = next.multipliedBy(2).compareTo(MOST) > 0 ? MOST : next.multipliedBy(2);
    }

    void reset() {
        next = Duration.ofSeconds(1);
        until = Instant.EPOCH;
    }

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
