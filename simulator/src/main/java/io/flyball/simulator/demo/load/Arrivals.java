package io.flyball.simulator.demo.load;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/**
 * Intended start times of an open-loop load: each follows the one before by gap / rate, whatever became of the requests.
 * At 500/s they lie 2 ms apart; with gaps drawn from an exponential of mean 1 they are a Poisson process.
 */
final class Arrivals {
    private final DoubleUnaryOperator rate;
    private final DoubleSupplier gap;
    private double nextSeconds;

    Arrivals(DoubleUnaryOperator rate) {
        this(rate, () -> 1);
    }

    /** @param gap with a mean of 1 */
    Arrivals(DoubleUnaryOperator rate, DoubleSupplier gap) {
        this.rate = rate;
        this.gap = gap;
    }

    static Arrivals poisson(DoubleUnaryOperator rate, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Arrivals(rate, () -> -Math.log(1 - random.nextDouble()));
    }

    /** Nanoseconds from the beginning to the next request. */
    long peekNanos() {
        return (long) (nextSeconds * 1e9);
    }

    long takeNanos() {
        long taken = peekNanos();
        nextSeconds += gap.getAsDouble() / rate.applyAsDouble(nextSeconds);
        return taken;
    }
}
