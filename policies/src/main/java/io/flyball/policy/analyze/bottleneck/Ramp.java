package io.flyball.policy.analyze.bottleneck;

/**
 * Strength of a reading: 0 up to {@code from}, 1 from {@code full} on, linear between. With {@code from > full} low
 * values are the strong ones.
 *
 * <p>Example: {@code new Ramp(0.2, 0.4)} of 0.25 is 0.25.
 */
record Ramp(double from, double full) {
    /** NaN of NaN. */
    double of(double value) {
        if (value == full) {
            return 1; // both may be infinite
        }
        return Math.max(0, Math.min(1, (value - from) / (full - from)));
    }

    /** Half strength. */
    double middle() {
        return (from + full) / 2;
    }
}
