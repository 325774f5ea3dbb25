package io.flyball.policy.analyze.change;

import java.util.SplittableRandom;

/** Uniform random whole numbers for shuffling. Not a pure function: it goes on where it stopped. */
@FunctionalInterface
public interface Draws {
    /** From 0 to {@code most}, both included. */
    int upTo(int most);

    /** The same seed gives the same numbers. */
    static Draws seeded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return most -> random.nextInt(most + 1);
    }
}
