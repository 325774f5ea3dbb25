package io.flyball.simulator.traffic.shape;

import java.time.Duration;

/** Exponential decay by half-lives. */
final class Halving {
    private Halving() {}

    /** What is left of 1 after this time: 0.5 after one half-life, 0.25 after two. */
    static double of(long millis, Duration halfLife) {
        return StrictMath.pow(0.5, (double) millis / halfLife.toMillis());
    }
}
