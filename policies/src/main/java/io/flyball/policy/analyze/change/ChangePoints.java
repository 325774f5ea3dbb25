package io.flyball.policy.analyze.change;

import java.util.List;

/**
 * Finds where the level of a series changed, by {@link LevelShifts} with its defaults: what {@code flyball analyze
 * changepoints} shows.
 *
 * <p>Missing values (NaN, infinite) take the value before them. Fewer than ten values have no change point. Example: ten
 * latencies of about 20 ms followed by ten of about 30 ms: one change point, index 10, +50 %.
 */
public final class ChangePoints {
    private ChangePoints() {}

    /** In the order of the series; empty when nothing changed or nothing can be told. */
    public static List<ChangePoint> find(double[] values) {
        return LevelShifts.find(values, LevelShifts.Settings.DEFAULTS);
    }
}
