package io.flyball.planner.service;

import java.time.Duration;
import java.time.Instant;

/**
 * Notices that the process did not run for a while (stopped, long collection, suspended machine): the time between two
 * beats is longer than they are apart. Looks at both clocks, since either may stand still during such a pause.
 */
public final class LoopWatch {
    private final Duration limit;
    private long lastNanos;
    private Instant lastTime;

    public LoopWatch(Duration limit, long nanos, Instant now) {
        this.limit = limit;
        beat(nanos, now);
    }

    public void beat(long nanos, Instant now) {
        lastNanos = nanos;
        lastTime = now;
    }

    public boolean overslept(long nanos, Instant now) {
        return nanos - lastNanos > limit.toNanos()
                || Duration.between(lastTime, now).compareTo(limit) > 0;
    }
}
