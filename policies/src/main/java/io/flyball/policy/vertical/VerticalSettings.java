package io.flyball.policy.vertical;

import java.time.Duration;

/**
 * Settings of {@link Recommendation}; {@link #DEFAULTS} are the Vertical Pod Autoscaler's, and 6 h of history.
 *
 * @param halfLife after which a sample counts half
 * @param peakInterval one memory peak per instance in this
 * @param peakIntervals memory of this many intervals; an aggregate without samples for so long has expired
 * @param target percentile of the target
 * @param lower percentile of the lower bound
 * @param upper percentile of the upper bound
 * @param margin share on top of each
 * @param killRatio after a kill for lack of memory, at least this times what the instance had
 * @param killLeastBytes and at least this many bytes more
 * @param podFloorMillis milli-cores that a pod gets at least, shared by its containers
 * @param podFloorBytes bytes that a pod gets at least
 * @param mostBytes bytes that an instance may get at most; {@link Estimate#MOST} = no cap
 * @param leastConfidence intervals of history, see {@link Estimate#confidence}, below which nothing is recommended
 */
public record VerticalSettings(
        Duration halfLife,
        Duration peakInterval,
        int peakIntervals,
        double target,
        double lower,
        double upper,
        double margin,
        double killRatio,
        long killLeastBytes,
        long podFloorMillis,
        long podFloorBytes,
        long mostBytes,
        double leastConfidence) {
    private static final long MIB = 1024 * 1024;

    public static final VerticalSettings DEFAULTS = new VerticalSettings(
            Duration.ofHours(24),
            Duration.ofHours(24),
            8,
            0.9,
            0.5,
            0.95,
            0.15,
            1.2,
            100 * MIB,
            25,
            250 * MIB,
            Estimate.MOST,
            0.25);

    public VerticalSettings {
        require(!halfLife.isNegative() && !halfLife.isZero(), "halfLife", halfLife, "greater than 0");
        require(!peakInterval.isNegative() && !peakInterval.isZero(), "peakInterval", peakInterval, "greater than 0");
        require(peakIntervals >= 1, "peakIntervals", peakIntervals, "at least 1");
        require(lower >= 0 && lower <= target, "lower", lower, "between 0 and target (" + target + ")");
        require(upper >= target && upper <= 1, "upper", upper, "between target (" + target + ") and 1");
        require(margin >= 0 && Double.isFinite(margin), "margin", margin, "at least 0");
        require(killRatio >= 1 && Double.isFinite(killRatio), "killRatio", killRatio, "at least 1");
        require(killLeastBytes >= 0, "killLeastBytes", killLeastBytes, "at least 0");
        require(podFloorMillis >= 0, "podFloorMillis", podFloorMillis, "at least 0");
        require(podFloorBytes >= 0, "podFloorBytes", podFloorBytes, "at least 0");
        require(mostBytes > 0, "mostBytes", mostBytes, "greater than 0");
        require(leastConfidence >= 0, "leastConfidence", leastConfidence, "at least 0");
    }

    /** How long samples are remembered, and after which an aggregate without new ones has expired. */
    public Duration window() {
        return peakInterval.multipliedBy(peakIntervals);
    }

    private static void require(boolean met, String name, Object value, String rule) {
        if (!met) {
            throw new IllegalArgumentException("%s = %s: must be %s".formatted(name, value, rule));
        }
    }
}
