package io.flyball.agent.link;

import java.time.Duration;

/**
 * Exponential pauses with jitter: attempt {@code n} waits {@code min(max, first * 2^n) * (0.5 + jitter / 2)}. With
 * first 500 ms: 250 to 500 ms, 500 ms to 1 s, ... so that agents that lost the same member do not return as one.
 */
record Retry(Duration first, Duration max, int attempts) {

    /** @param jitter in [0, 1) */
    long pauseMillis(double jitter) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(attempts, 30));
        return Math.round(Math.min(max.toMillis(), doubled) * (0.5 + jitter / 2));
    }

    Retry failed() {
        return new Retry(first, max, attempts + 1);
    }

    Retry succeeded() {
        return new Retry(first, max, 0);
    }
}
