package io.flyball.policy.analyze.anomaly;

import java.util.Locale;

/**
 * A new lowest or highest of the long memory: 2.5 decades and 3 more for each tenth of the range that it lies beyond.
 *
 * <p>Example: range 10 to 90, value 94: 5 % beyond it, {@code 2.5 + 30 * 0.05 = 4} decades.
 */
final class ExtremeWitness implements Witness {
    private static final double NEW = 2.5;
    private static final double PER_RANGE = 30;

    private Extreme last = new Extreme(0, false, 0, 0);

    @Override
    public double surprise(long epochMillis, RecentValues recent, LongMemory before) {
        if (before.size() < 1) {
            return 0;
        }
        double value = recent.newest();
        double above = value - before.high();
        double below = before.low() - value;
        double beyond = Math.max(above, below);
        double range = before.high() - before.low();
        if (!(beyond > before.rounding())) {
            return 0;
        }
        double share = range > before.rounding() ? beyond / range : Double.POSITIVE_INFINITY;
        last = new Extreme(value, above > 0, share, before.size());
        return Math.min(Calibration.LARGEST, NEW + PER_RANGE * share);
    }

    private record Extreme(double value, boolean above, double share, long samples) {}

    @Override
    public String words() {
        String where = last.above ? "above the highest" : "below the lowest";
        return last.share == Double.POSITIVE_INFINITY
                ? String.format(
                        Locale.ROOT,
                        "value %.4g is %s of the last %,d samples, which were all equal",
                        last.value,
                        where,
                        last.samples)
                : String.format(
                        Locale.ROOT,
                        "value %.4g is %s of the last %,d samples by %.0f %% of their range",
                        last.value,
                        where,
                        last.samples,
                        last.share * 100);
    }

    @Override
    public long bytes() {
        return 0;
    }
}
