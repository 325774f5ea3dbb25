package io.flyball.agent.sense;

import java.util.OptionalDouble;

/** A counter read from time to time. One that went back was reset: its value is the increase since. */
final class Counter {
    private static final double NANOS_PER_SECOND = 1e9;

    private double last = Double.NaN;
    private long lastNanos;
    private double seconds;

    /** Increase since the previous reading; empty at the first. */
    OptionalDouble increase(double now) {
        return increase(now, System.nanoTime());
    }

    OptionalDouble increase(double now, long nanos) {
        double before = last;
        last = now;
        seconds = (nanos - lastNanos) / NANOS_PER_SECOND;
        lastNanos = nanos;
        if (Double.isNaN(before) || seconds <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(now >= before ? now - before : now);
    }

    /** Increase per second since the previous reading, over the time between these two: ticks come late at times. */
    OptionalDouble perSecond(double now) {
        OptionalDouble more = increase(now);
        return more.isPresent() ? OptionalDouble.of(more.getAsDouble() / seconds) : more;
    }

    /** Between the two newest readings. */
    double seconds() {
        return seconds;
    }

    /** After a gap the next reading is a first one again. */
    void reset() {
        last = Double.NaN;
    }
}
