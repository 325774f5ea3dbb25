package io.flyball.policy.analyze.change;

import java.util.Locale;

/**
 * A place where the level of a series changed.
 *
 * @param index of the first value of the new level, from 0
 * @param before mean of the values between the change point before and this one
 * @param after mean of the values between this change point and the next
 * @param pValue of the test that accepted it, [0, 1]: how likely so large a difference is without any change
 * @param reason in words, with the numbers
 */
public record ChangePoint(int index, double before, double after, double pValue, String reason) {
    /** {@code after / before - 1}: 0.25 = 25 % more; NaN from zero. */
    public double relativeChange() {
        return before == 0 ? Double.NaN : after / before - 1;
    }

    /** The larger of the relative changes forwards and backwards, so that halving and doubling count the same: 1.0. */
    public double magnitude() {
        double forwards = before == 0 ? 0 : after / before - 1;
        double backwards = after == 0 ? 0 : before / after - 1;
        return Math.max(Math.abs(forwards), Math.abs(backwards));
    }

    static String words(double before, double after, String why) {
        String relative = before == 0 ? "" : String.format(Locale.ROOT, " (%+.1f%%)", (after / before - 1) * 100);
        return String.format(Locale.ROOT, "%.6g -> %.6g%s: %s", before, after, relative, why);
    }
}
