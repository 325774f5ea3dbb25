package io.flyball.policy.analyze.pattern;

import java.util.List;
import java.util.OptionalInt;

/**
 * The numbers behind a pattern. Shares are of the variance that is left when peaks are clipped, in [0, 1].
 *
 * @param level median of the values
 * @param variation from the 1 % to the 99 % quantile, divided by the level's magnitude
 * @param period points, when there is one
 * @param autocorrelation at the period, in [-1, 1]
 * @param seasonalShare variance at the period and its harmonics: explained by the mean course of a period
 * @param slope per point, Theil-Sen
 * @param slopeZ test of Mann and Kendall: beyond 2.58 a slope is there with 99 %, if values are independent
 * @param trendShare explained by a straight line
 * @param change of that line over the whole series, divided by the level
 * @param levelShifts indexes of the first values of new levels
 * @param shiftShare explained by constant levels between the shifts; 0 when the changes are not abrupt
 * @param memory correlation of neighbouring blocks of a hundredth of the series: near 0 for noise, near 1 for a slow course
 * @param dispersion variance by mean; 1 for independent arrivals counted
 * @param peakToLevel largest value by level
 * @param peakShare share of values far above the level
 * @param zeroShare share of values no farther from zero than 5 % of the 98 % quantile
 */
public record Evidence(
        int count,
        int missing,
        double level,
        double variation,
        OptionalInt period,
        double autocorrelation,
        double seasonalShare,
        double slope,
        double slopeZ,
        double trendShare,
        double change,
        List<Integer> levelShifts,
        double shiftShare,
        double memory,
        double dispersion,
        double peakToLevel,
        double peakShare,
        double zeroShare) {
    public Evidence {
        levelShifts = List.copyOf(levelShifts);
    }
}
