package io.flyball.policy.analyze.anomaly;

import java.util.Locale;

/** Step from the sample before. */
final class JumpWitness implements Witness {
    private final Calibration calibration;
    private double step;

    JumpWitness(int memory) {
        this.calibration = new Calibration(2 * memory);
    }

    @Override
    public double surprise(long epochMillis, RecentValues recent, LongMemory before) {
        if (recent.size() < 2) {
            return 0;
        }
        step = recent.newest() - recent.mean(1, 1);
        return calibration.surprise(Math.abs(step), before.rounding());
    }

    @Override
    public String words() {
        return String.format(
                Locale.ROOT, "it changed by %+.4g from one sample to the next, usual %.4g", step, calibration.usual());
    }

    @Override
    public long bytes() {
        return calibration.bytes();
    }
}
