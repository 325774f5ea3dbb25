package io.flyball.policy.analyze.bottleneck;

/**
 * When something counts as a bottleneck.
 *
 * @param leastSamples fewer say nothing
 * @param named confidence from which a cause is said to limit, (0, 1]
 * @param mentioned confidence from which a cause is listed at all, (0, named]
 * @param slowCallSeconds a request that waits less than about this for others is not slow because of them; used without
 *     a baseline only
 */
public record BottleneckSettings(int leastSamples, double named, double mentioned, double slowCallSeconds) {
    public static final BottleneckSettings DEFAULTS = new BottleneckSettings(5, 0.5, 0.25, 0.1);

    public BottleneckSettings {
        require(leastSamples >= 2, "leastSamples", leastSamples, "at least 2");
        require(named > 0 && named <= 1, "named", named, "above 0 and at most 1");
        require(mentioned > 0 && mentioned <= named, "mentioned", mentioned, "above 0 and at most named");
        require(slowCallSeconds > 0 && slowCallSeconds < 1e6, "slowCallSeconds", slowCallSeconds, "seconds above 0");
    }

    private static void require(boolean holds, String name, double value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " = " + value + ": must be " + rule);
        }
    }
}
