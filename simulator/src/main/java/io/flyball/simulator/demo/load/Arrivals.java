package io.flyball.simulator.demo.load;

import java.util.function.DoubleUnaryOperator;

/**
 * Intended start times of an open-loop load: each follows the one before by 1 / rate, whatever became of the requests.
 * At 500/s they lie 2 ms apart.
 */
final class Arrivals {
    private final DoubleUnaryOperator rate;
    private double nextSeconds;

    Arrivals(DoubleUnaryOperator rate) {
        this.rate = rate;
    }

    /** Nanoseconds from the beginning to the next request. */
    long peekNanos() {
        return (long) (nextSeconds * 1e9);
    }

    long takeNanos() {
        long taken = peekNanos();
        nextSeconds += 1 / rate.applyAsDouble(nextSeconds);
        return taken;
    }
}
