package io.flyball.agent.sense;

import java.util.OptionalDouble;

/** Increase of a counter between two readings. A counter that went back was reset: its value is the increase. */
final class Counter {
    private double last = Double.NaN;

    /** Empty at the first reading. */
    OptionalDouble increase(double now) {
        double before = last;
        last = now;
        if (Double.isNaN(before)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(now >= before ? now - before : now);
    }

    /** After a gap the next reading is a first one again. */
    void reset() {
        last = Double.NaN;
    }
}
