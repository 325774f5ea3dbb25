package io.flyball.policy.scale;

import java.util.OptionalLong;

/**
 * One instance as a rule sees it.
 *
 * @param usage in thousandths of the metric's unit; empty when it was not measured
 * @param request what the instance may use, in the same unit; only ratio targets look at it
 * @param ready false while it starts: it is not yet a reason to grow further
 */
public record PodReading(String name, OptionalLong usage, long request, boolean ready) {
    public static PodReading of(String name, long usage, long request) {
        return new PodReading(name, OptionalLong.of(usage), request, true);
    }

    public static PodReading missing(String name, long request) {
        return new PodReading(name, OptionalLong.empty(), request, true);
    }

    public static PodReading unready(String name, long request) {
        return new PodReading(name, OptionalLong.empty(), request, false);
    }
}
