package io.flyball.policy.analyze.change;

import java.util.SplittableRandom;

/** Series without any change, and series of numbers that should not be there. */
final class Noise {
    private static final double[] BAD = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0,
        -0.0,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        1e300,
        -1e-300
    };

    private Noise() {}

    /** AR(1) with deviation 1. */
    static double[] autoregressive(long seed, int length, double rho) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[length];
        double value = random.nextGaussian();
        for (int i = 0; i < length; i++) {
            values[i] = value;
            value = rho * value + Math.sqrt(1 - rho * rho) * random.nextGaussian();
        }
        return values;
    }

    /** Up to 120 values, of which some, or all, are missing, infinite or extreme. */
    static double[] bad(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double share = random.nextDouble();
        double[] values = new double[random.nextInt(120)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble() < share ? BAD[random.nextInt(BAD.length)] : random.nextGaussian();
        }
        return values;
    }
}
