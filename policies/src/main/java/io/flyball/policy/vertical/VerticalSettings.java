package io.flyball.policy.vertical;

import io.flyball.policy.document.VerticalConfig;
import java.time.Duration;

/**
 * Settings of {@link Recommendation}; {@link #DEFAULTS} are the Vertical Pod Autoscaler's, and 6 h of history.
 *
 * @param halfLife after which a sample counts half
 * @param peakInterval one memory peak per instance in this
 * @param peakIntervals memory of this many intervals; an aggregate without samples for so long has expired
 * @param margin share on top of each percentile
 * @param killRatio after a kill for lack of memory, at least this times what the instance had
 * @param killLeastBytes and at least this many bytes more
 * @param leastConfidence days of history, see {@link Estimate#confidence}, below which nothing is recommended
 */
public record VerticalSettings(
        ResourceSettings cpu,
        ResourceSettings memory,
        Duration halfLife,
        Duration peakInterval,
        int peakIntervals,
        double margin,
        double killRatio,
        long killLeastBytes,
        double leastConfidence) {
    private static final long MIB = 1024 * 1024;

    public static final VerticalSettings DEFAULTS = new VerticalSettings(
            new ResourceSettings(0.9, 0.5, 0.95, 25, Estimate.MOST),
            new ResourceSettings(0.9, 0.5, 0.95, 250 * MIB, Estimate.MOST),
            Duration.ofHours(24),
            Duration.ofHours(24),
            8,
            0.15,
            1.2,
            100 * MIB,
            0.25);

    public VerticalSettings {
        require(!halfLife.isNegative() && !halfLife.isZero(), "halfLife", halfLife, "greater than 0");
        require(!peakInterval.isNegative() && !peakInterval.isZero(), "peakInterval", peakInterval, "greater than 0");
        require(peakIntervals >= 1, "peakIntervals", peakIntervals, "at least 1");
        require(margin >= 0 && Double.isFinite(margin), "margin", margin, "at least 0");
        require(killRatio >= 1 && Double.isFinite(killRatio), "killRatio", killRatio, "at least 1");
        require(killLeastBytes >= 0, "killLeastBytes", killLeastBytes, "at least 0");
        require(leastConfidence >= 0, "leastConfidence", leastConfidence, "at least 0");
    }

    /** What a policy says; the rest as in {@link #DEFAULTS}. */
    public static VerticalSettings of(VerticalConfig config) {
        return new VerticalSettings(
                ResourceSettings.cpu(config.cpu()),
                ResourceSettings.memory(config.memory()),
                config.halfLife(),
                DEFAULTS.peakInterval,
                DEFAULTS.peakIntervals,
                config.margin(),
                DEFAULTS.killRatio,
                DEFAULTS.killLeastBytes,
                DEFAULTS.leastConfidence);
    }

    /** How long samples are remembered, and after which an aggregate without new ones has expired. */
    public Duration window() {
        return peakInterval.multipliedBy(peakIntervals);
    }

    static void require(boolean met, String name, Object value, String rule) {
        if (!met) {
            throw new IllegalArgumentException("%s = %s: must be %s".formatted(name, value, rule));
        }
    }
}
