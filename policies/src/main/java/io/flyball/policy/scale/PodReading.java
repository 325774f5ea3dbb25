package io.flyball.policy.scale;

import java.util.OptionalLong;

/**
 * One instance as a rule sees it.
 *
 * @param usage in thousandths of the metric's unit; empty when it was not measured
 * @param request what the instance may use, in the same unit; only ratio targets look at it
 */
public record PodReading(String name, OptionalLong usage, OptionalLong request, PodLife life) {
    public static PodReading of(String name, long usage, long request) {
        return new PodReading(name, OptionalLong.of(usage), OptionalLong.of(request), PodLife.SERVING);
    }

    public static PodReading missing(String name, long request) {
        return new PodReading(name, OptionalLong.empty(), OptionalLong.of(request), PodLife.SERVING);
    }

    public static PodReading unready(String name, long request) {
        return new PodReading(name, OptionalLong.empty(), OptionalLong.of(request), PodLife.PENDING);
    }
}
