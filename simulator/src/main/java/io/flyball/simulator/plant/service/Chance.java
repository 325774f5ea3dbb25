package io.flyball.simulator.plant.service;

/**
 * One stream of random numbers of one node: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), eight bytes of state, the same
 * on every JDK.
 */
final class Chance {
    private static final double UNIT = 0x1.0p-53;
    /** Variance of the bits set in 64, and of the uniform number that is added to it. */
    private static final double SPREAD = StrictMath.sqrt(16 + 1.0 / 12);
    /** Above this mean a Poisson number is taken as normal. */
    private static final double MANY = 24;

    private long state;

    Chance(long seed) {
        state = seed;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** In [0, 1). */
    double uniform() {
        return (next() >>> 11) * UNIT;
    }

    double exponential(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /** Standard normal within four deviations: bits set among 64, made continuous. */
    double normal() {
        return (Long.bitCount(next()) - 32 + uniform() - 0.5) / SPREAD;
    }

    /** Poisson up to a mean of {@value #MANY}, above it a normal number of the same mean and variance, not whole. */
    double poisson(double mean) {
        if (!(mean > 0)) {
            return 0;
        }
        if (mean > MANY) {
            return Math.max(0, mean + Math.sqrt(mean) * normal());
        }
        double limit = StrictMath.exp(-mean);
        double product = uniform();
        int count = 0;
        while (product > limit) {
            product *= uniform();
            count++;
        }
        return count;
    }
}
