package io.flyball.simulator.traffic;

import java.time.Duration;
import java.util.Arrays;

/**
 * What a load amounts to: sampled each second, in 200,000 places at most (each 6 s of 14 days).
 *
 * @param sorted the samples, smallest first, at least one
 */
public record Measured(double[] sorted) {
    private static final long STEP = 1_000;
    private static final long MOST = 200_000;

    public static Measured of(Load load, Duration length) {
        long end = Must.notNegative("length", length).toMillis();
        long step = Math.max(STEP, (end + MOST - 1) / MOST);
        double[] samples = new double[(int) (end / step) + 1];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = load.at(i * step);
        }
        Arrays.sort(samples);
        return new Measured(samples);
    }

    public double peak() {
        return sorted[sorted.length - 1];
    }

    public double mean() {
        return Arrays.stream(sorted).sum() / sorted.length;
    }

    /** The smallest value that a share {@code q} of the samples does not exceed. */
    public double quantile(double q) {
        Must.share("q", q);
        return sorted[Math.max(0, (int) StrictMath.ceil(q * sorted.length) - 1)];
    }
}
