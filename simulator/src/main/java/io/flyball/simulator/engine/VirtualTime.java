package io.flyball.simulator.engine;

import java.time.Instant;

/** Runs count milliseconds from their beginning, which for schedules and people is the midnight of a Monday. */
public final class VirtualTime {
    public static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

    private VirtualTime() {}

    /** @param millis since the beginning of the run */
    public static Instant at(long millis) {
        return BEGIN.plusMillis(millis);
    }
}
