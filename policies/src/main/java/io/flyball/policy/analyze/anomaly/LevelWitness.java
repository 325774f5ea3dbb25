package io.flyball.policy.analyze.anomaly;

import java.util.Locale;

/** Distance of the mean of the last four samples from the mean of the long memory. */
final class LevelWitness implements Witness {
    private static final int SHORT = 4;

    private final Calibration calibration;
    private double mean;
    private double usual;

    LevelWitness(int memory) {
        this.calibration = new Calibration(2 * memory);
    }

    @Override
    public double surprise(long epochMillis, RecentValues recent, LongMemory before) {
        if (recent.size() < SHORT || before.size() < SHORT) {
            return 0;
        }
        mean = recent.mean(0, SHORT);
        usual = before.mean();
        return calibration.surprise(Math.abs(mean - usual), before.rounding());
    }

    @Override
    public String words() {
        return String.format(
                Locale.ROOT, "mean of the last %d samples is %.4g, over a long time it was %.4g", SHORT, mean, usual);
    }

    @Override
    public long bytes() {
        return calibration.bytes();
    }
}
