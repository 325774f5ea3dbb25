package io.flyball.policy.analyze.anomaly;

import java.util.Random;

/** Five-minute samples of a metric around 100: a daily wave of 20 and AR(1) noise, rho 0.8, standard deviation 4. */
final class FaultSeries {
    static final long STEP_MILLIS = 300_000;
    static final int WEEK = 2016;
    private static final int DAY = 288;

    private FaultSeries() {}

    static double[] healthy(long seed, int length) {
        Random random = new Random(seed);
        double phase = 2 * Math.PI * random.nextDouble();
        double noise = 4 * random.nextGaussian();
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            noise = 0.8 * noise + 4 * 0.6 * random.nextGaussian();
            values[i] = 100 + 20 * Math.sin(2 * Math.PI * i / DAY + phase) + noise;
        }
        return values;
    }

    /** What goes wrong from some sample on. */
    enum Fault {
        STEP(36) {
            @Override
            double of(double value, int since) {
                return value + 32;
            }
        },
        SPIKE(1) {
            @Override
            double of(double value, int since) {
                return value + 32;
            }
        },
        /** 3 an hour: the noise's standard deviation in 80 minutes. */
        LEAK(288) {
            @Override
            double of(double value, int since) {
                return value + since * 0.25;
            }
        },
        LATENCY(36) {
            @Override
            double of(double value, int since) {
                return value * 1.5;
            }
        },
        COLLAPSE(36) {
            @Override
            double of(double value, int since) {
                return value - 40;
            }
        };

        final int samples;

        Fault(int samples) {
            this.samples = samples;
        }

        abstract double of(double value, int since);
    }
}
