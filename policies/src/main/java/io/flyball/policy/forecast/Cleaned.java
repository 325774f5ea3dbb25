package io.flyball.policy.forecast;

import java.util.Arrays;

/**
 * A series made usable: leading gaps cut off, inner gaps filled, magnitude brought near one.
 *
 * <p>A gap (NaN or infinite) of up to three points is filled by a straight line between its neighbours; a longer one by the
 * larger of that line and the value one season earlier, because too low a value would make the forecast too low. Example
 * without season: {@code 2, NaN, 4} becomes {@code 2, 3, 4}.
 *
 * @param values finite, within [-1, 1] unless measured in another series' unit
 * @param measured false where a value was filled in
 * @param missing how many were filled in
 * @param unit what one stands for: the largest magnitude of the series
 */
public record Cleaned(double[] values, boolean[] measured, int missing, double unit) {
    private static final int SHORT_GAP = 3;
    /** Later values are cut at so many times the largest known at the fit. */
    private static final double MOST_UNITS = 1e9;

    /** @param season points per season, 0 when there is none */
    public static Cleaned of(double[] raw, int season) {
        double unit = 0;
        for (double value : raw) {
            unit = Double.isFinite(value) ? Math.max(unit, Math.abs(value)) : unit;
        }
        return of(raw, season, unit > 0 ? unit : 1);
    }

    /** With the unit of an earlier fit; values may then exceed one. */
    public static Cleaned of(double[] raw, int season, double unit) {
        int first = 0;
        while (first < raw.length && !Double.isFinite(raw[first])) {
            first++;
        }
        double[] values = Arrays.copyOfRange(raw, first, raw.length);
        boolean[] measured = new boolean[values.length];
        int missing = 0;
        for (int i = 0; i < values.length; i++) {
            measured[i] = Double.isFinite(values[i]);
            missing += measured[i] ? 0 : 1;
            values[i] = Math.max(-MOST_UNITS, Math.min(MOST_UNITS, values[i] / unit));
        }
        for (int i = 0; missing > 0 && i < values.length; i++) {
            if (!measured[i]) {
                i = fill(values, measured, i, season);
            }
        }
        return new Cleaned(values, measured, missing, unit);
    }

    public boolean isConstant() {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    public int length() {
        return values.length;
    }

    /** Back in the caller's unit, never infinite. */
    public double raw(double value) {
        double raw = value * unit;
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, raw));
    }

    /** Fills the gap that begins at {@code from}; answers its last index. */
    private static int fill(double[] values, boolean[] measured, int from, int season) {
        int to = from;
        while (to + 1 < values.length && !measured[to + 1]) {
            to++;
        }
        double left = values[from - 1];
        double right = to + 1 < values.length ? values[to + 1] : left;
        int length = to - from + 1;
        for (int i = from; i <= to; i++) {
            double line = left + (right - left) * (i - from + 1) / (length + 1);
            boolean hasEarlier = length > SHORT_GAP && season > 0 && i >= season;
            values[i] = hasEarlier ? Math.max(line, values[i - season]) : line;
        }
        return to;
    }
}
