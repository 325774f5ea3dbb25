package io.flyball.policy.analyze.anomaly;

import java.util.Arrays;
import java.util.Locale;

/**
 * How differently the last 52 samples are spread over five equal parts of the range: the smallest relative entropy to any
 * earlier 52 in memory (Wang and others 2011, "statistical techniques for online anomaly detection in data centers").
 *
 * <p>Example: all samples in the top part, where an earlier window had half of its own: {@code ln(1 / 0.5) = 0.69}.
 */
final class MixWitness implements Witness {
    private static final int WINDOW = 52;
    private static final int EVERY = 13;
    private static final int PARTS = 5;
    /** Added to each part of an earlier window, since a part that was empty is rare and not impossible. */
    private static final double PRIOR = 0.05;

    private final int windows;
    private final int memory;
    private final double[][] logShares;
    private final double[] shares = new double[PARTS];
    private final Calibration calibration;
    private double low = Double.NaN;
    private double high = Double.NaN;
    private double oddness;

    MixWitness(int memory) {
        this.memory = 2 * memory;
        this.windows = Math.max(1, this.memory / EVERY);
        this.logShares = new double[windows][PARTS];
        this.calibration = new Calibration(2 * memory);
    }

    @Override
    public double surprise(long epochMillis, RecentValues recent, LongMemory before) {
        if (recent.count() < 2 * WINDOW) {
            return 0;
        }
        long ended = (recent.count() - WINDOW) / EVERY;
        if (before.low() != low || before.high() != high) {
            low = before.low();
            high = before.high();
            for (long window = oldest(recent, ended); window <= ended; window++) {
                learn(window, recent);
            }
        } else if ((recent.count() - WINDOW) % EVERY == 0) {
            learn(ended, recent);
        }
        oddness = smallestEntropy(recent, ended);
        return calibration.surprise(oddness, 1e-9);
    }

    /** Windows are numbered by their end: number {@code n} ends with sample {@code n * EVERY}. */
    private long oldest(RecentValues recent, long ended) {
        long firstSample = recent.count() - recent.size();
        long firstInMemory = (firstSample + WINDOW + EVERY - 1) / EVERY;
        return Math.max(firstInMemory, ended - windows + 1);
    }

    private void learn(long window, RecentValues recent) {
        double[] logs = logShares[(int) (window % windows)];
        spread(recent, (int) (recent.count() - window * EVERY));
        for (int part = 0; part < PARTS; part++) {
            logs[part] = Math.log((shares[part] * WINDOW + PRIOR) / (WINDOW + PRIOR * PARTS));
        }
    }

    private double smallestEntropy(RecentValues recent, long ended) {
        spread(recent, 0);
        double own = 0;
        for (double share : shares) {
            own += share > 0 ? share * Math.log(share) : 0;
        }
        double smallest = Double.POSITIVE_INFINITY;
        for (long window = oldest(recent, ended); window <= ended; window++) {
            double[] logs = logShares[(int) (window % windows)];
            double entropy = own;
            for (int part = 0; part < PARTS; part++) {
                entropy -= shares[part] * logs[part];
            }
            smallest = Math.min(smallest, entropy);
        }
        return smallest;
    }

    private void spread(RecentValues recent, int ago) {
        Arrays.fill(shares, 0);
        double[] values = recent.array();
        int last = recent.end() - ago;
        double scale = high > low ? PARTS / (high - low) : 0;
        for (int i = last - WINDOW; i < last; i++) {
            int part = (int) ((values[i] - low) * scale);
            shares[Math.max(0, Math.min(PARTS - 1, part))] += 1.0 / WINDOW;
        }
    }

    @Override
    public String words() {
        return String.format(
                Locale.ROOT,
                "the last %d samples are spread over the range as in no earlier ones: relative entropy %.3g, usual %.3g",
                WINDOW,
                oddness,
                calibration.usual());
    }

    @Override
    public long bytes() {
        return 8L * windows * PARTS + calibration.bytes();
    }
}
