package io.flyball.simulator.bench;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Wall time for ticks, monotonic nanoseconds for latencies, and waiting. */
record Clocks(InstantSource wall, LongSupplier monotonic) {
    private static final Duration GLANCE = Duration.ofMillis(50);

    long nanos() {
        return monotonic.getAsLong();
    }

    long millis() {
        return wall.millis();
    }

    /** Returns early only when interrupted. */
    void sleepUntil(long nanos) {
        for (long left = nanos - nanos(); left > 0 && !Thread.currentThread().isInterrupted(); left = nanos - nanos()) {
            LockSupport.parkNanos(left);
        }
    }

    void sleep(Duration time) {
        sleepUntil(nanos() + time.toNanos());
    }

    /** Whether it became true in time. */
    boolean await(Duration patience, BooleanSupplier condition) {
        long end = nanos() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (nanos() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            sleep(GLANCE);
        }
        return true;
    }
}
