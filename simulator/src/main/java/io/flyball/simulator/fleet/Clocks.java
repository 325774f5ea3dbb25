package io.flyball.simulator.fleet;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Wall time for ticks, monotonic nanoseconds for latencies, and waiting. */
public record Clocks(InstantSource wall, LongSupplier monotonic) {
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final long NANOS_PER_MILLI = 1_000_000;

    public static Clocks system() {
        return new Clocks(InstantSource.system(), System::nanoTime);
    }

    public long nanos() {
        return monotonic.getAsLong();
    }

    /** Epoch milliseconds. */
    public long millis() {
        return wall.millis();
    }

    /** Monotonic milliseconds. */
    long steadyMillis() {
        return nanos() / NANOS_PER_MILLI;
    }

    /** Returns early only when interrupted. */
    public void sleepUntil(long nanos) {
        for (long left = nanos - nanos(); left > 0 && !Thread.currentThread().isInterrupted(); left = nanos - nanos()) {
            LockSupport.parkNanos(left);
        }
    }

    public void sleep(Duration time) {
        sleepUntil(nanos() + time.toNanos());
    }

    /** Whether it became true in time. */
    public boolean await(Duration patience, BooleanSupplier condition) {
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
