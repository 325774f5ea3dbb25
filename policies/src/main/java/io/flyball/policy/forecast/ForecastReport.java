package io.flyball.policy.forecast;

import java.util.List;
import java.util.OptionalInt;

/**
 * A forecast with its proof.
 *
 * @param points most likely values, one for each step, in the unit of the series; empty when nothing was measured
 * @param upper the calibrated quantile of the same steps, never below the points for quantiles from one half up
 * @param method where the numbers come from
 * @param season points per season
 * @param qualified the model beats the floor on this series; else the numbers are the floor's
 * @param provenToRelease the tested coverage allows to release capacity, not only to add
 * @param coverage tested share of values at or below {@code upper}, NaN when untested
 * @param missing values that were absent and filled in
 * @param reasons why, with the numbers; never empty
 * @param weights how much of the model's next value comes from which earlier one, the largest first; empty without model
 */
public record ForecastReport(
        double[] points,
        double[] upper,
        Method method,
        OptionalInt season,
        boolean qualified,
        boolean provenToRelease,
        double coverage,
        int missing,
        List<String> reasons,
        List<Weight> weights) {
    public ForecastReport {
        reasons = List.copyOf(reasons);
        weights = List.copyOf(weights);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons: must not be empty");
        }
    }

    /** The same for other reasons. */
    public ForecastReport because(List<String> reasons) {
        return new ForecastReport(
                points, upper, method, season, qualified, provenToRelease, coverage, missing, reasons, weights);
    }

    /**
     * {@code share} of the next value comes from the one {@code lag} points before it, or from the mean of {@code reach} points
     * on each side of that one; shares sum to one, some are negative.
     */
    public record Weight(int lag, int reach, double share) {}
}
