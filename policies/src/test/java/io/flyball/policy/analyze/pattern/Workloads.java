package io.flyball.policy.analyze.pattern;

import java.util.SplittableRandom;

/** Generated workloads whose pattern is known. */
final class Workloads {
    private Workloads() {}

    static double[] of(Pattern pattern, long seed) {
        var random = new SplittableRandom(seed * 31 + pattern.ordinal());
        int n = random.nextInt(400, 3_000);
        double level = Math.pow(10, random.nextDouble(-1, 5));
        double noise = random.nextDouble(0.01, 0.12);
        double[] values = switch (pattern) {
            case FLAT -> random.nextBoolean() ? constant(n) : poisson(n, random);
            case PERIODIC -> periodic(n, random);
            case TREND -> trend(n, random);
            case BURSTY -> bursty(n, random);
            case STEP -> step(n, random);
            case ON_OFF -> onOff(n, random);
            case UNCLASSIFIED -> random.nextBoolean() ? logistic(n, random) : wandering(n, random);
        };
        for (int i = 0; i < n; i++) {
            values[i] = level * Math.max(0, values[i] * (1 + noise * gaussian(random)));
        }
        return values;
    }

    private static double[] constant(int n) {
        double[] values = new double[n];
        java.util.Arrays.fill(values, 1);
        return values;
    }

    /** Counts of independent arrivals, 100 to 1,000 in a bucket. */
    private static double[] poisson(int n, SplittableRandom random) {
        double mean = random.nextDouble(100, 1_000);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = 1 + gaussian(random) / Math.sqrt(mean);
        }
        return values;
    }

    private static double[] periodic(int n, SplittableRandom random) {
        int period = random.nextInt(12, n / 4);
        double height = random.nextDouble(0.3, 0.9);
        double second = random.nextDouble(0, 0.4);
        double growth = random.nextDouble(0, 0.2);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            double phase = 2 * Math.PI * i / period;
            values[i] = (1 + growth * i / n) * (1 + height * (Math.sin(phase) + second * Math.cos(2 * phase)));
        }
        return values;
    }

    private static double[] trend(int n, SplittableRandom random) {
        double change = random.nextBoolean() ? random.nextDouble(0.4, 4) : random.nextDouble(-0.9, -0.4);
        double curve = random.nextDouble(0.7, 1.5);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = 1 + change * Math.pow((double) i / n, curve);
        }
        return values;
    }

    /** Peaks of 4 to 20 times the level that last a few points each. */
    private static double[] bursty(int n, SplittableRandom random) {
        double[] values = constant(n);
        double chance = random.nextDouble(0.003, 0.02);
        for (int i = 0; i < n; i++) {
            if (random.nextDouble() < chance) {
                double height = random.nextDouble(4, 20);
                int length = random.nextInt(1, 6);
                for (int k = i; k < Math.min(n, i + length); k++) {
                    values[k] = height;
                }
            }
        }
        values[n / 2] = 8;
        return values;
    }

    private static double[] step(int n, SplittableRandom random) {
        int shifts = random.nextInt(1, 4);
        double[] values = new double[n];
        double level = 1;
        int next = 0;
        int at = 0;
        for (int i = 0; i < n; i++) {
            if (i == next) {
                next = i == 0 ? n / (shifts + 1) : ++at >= shifts ? n : next + n / (shifts + 1);
                next += random.nextInt(-n / 20, n / 20 + 1);
                level *= i == 0 ? 1 : random.nextBoolean() ? random.nextDouble(1.5, 3) : random.nextDouble(0.3, 0.65);
            }
            values[i] = level;
        }
        return values;
    }

    private static double[] onOff(int n, SplittableRandom random) {
        double[] values = new double[n];
        boolean on = random.nextBoolean();
        int next = 0;
        for (int i = 0; i < n; i++) {
            if (i == next) {
                on = !on;
                next = i + random.nextInt(n / 40 + 1, n / 10 + 2);
            }
            values[i] = on ? 1 : 0.005;
        }
        return values;
    }

    /** Deterministic chaos between 0 and 1. */
    private static double[] logistic(int n, SplittableRandom random) {
        double[] values = new double[n];
        double x = random.nextDouble(0.1, 0.9);
        for (int i = 0; i < n; i++) {
            x = 3.99 * x * (1 - x);
            values[i] = 0.1 + x;
        }
        return values;
    }

    /** Strongly varying noise with a short memory. */
    private static double[] wandering(int n, SplittableRandom random) {
        double rho = random.nextDouble(0.3, 0.9);
        double[] values = new double[n];
        double x = 0;
        for (int i = 0; i < n; i++) {
            x = rho * x + Math.sqrt(1 - rho * rho) * gaussian(random);
            values[i] = 1 + 0.35 * Math.max(-2.5, Math.min(2.5, x));
        }
        return values;
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
