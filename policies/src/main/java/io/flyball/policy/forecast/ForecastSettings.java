package io.flyball.policy.forecast;

/**
 * How forecasts are calibrated and when they are believed.
 *
 * @param quantile of the load that the upper forecast shall cover, in (0, 1)
 * @param testedFrom share of the history before the first backtest forecast, in (0, 1)
 * @param refits how often the model is fitted anew on the backtest's walk
 * @param origins at most so many forecasts are made on that walk
 * @param gain share by which the model must beat the floor to be taken up; it is dropped when it no longer beats it at all,
 *     which is the hysteresis
 * @param coverageSlack how far the tested coverage may lie below the quantile for capacity to be released
 * @param mostMissing share of values that may be missing
 */
public record ForecastSettings(
        double quantile,
        double testedFrom,
        int refits,
        int origins,
        double gain,
        double coverageSlack,
        double mostMissing) {
    public static final ForecastSettings DEFAULTS = new ForecastSettings(0.95, 0.55, 6, 120, 0.03, 0.02, 0.3);

    public ForecastSettings {
        require(quantile > 0 && quantile < 1, "quantile", quantile, "between 0 and 1, e.g. 0.95");
        require(testedFrom > 0 && testedFrom < 1, "testedFrom", testedFrom, "between 0 and 1, e.g. 0.55");
        require(refits >= 1, "refits", refits, "at least 1");
        require(origins >= 2, "origins", origins, "at least 2");
        require(gain >= 0 && gain < 1, "gain", gain, "at least 0 and below 1, e.g. 0.03");
        require(coverageSlack >= 0 && coverageSlack < 1, "coverageSlack", coverageSlack, "at least 0 and below 1");
        require(mostMissing >= 0 && mostMissing <= 1, "mostMissing", mostMissing, "between 0 and 1");
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("forecast." + name + " = " + value + ": must be " + rule);
        }
    }

    public ForecastSettings withQuantile(double quantile) {
        return new ForecastSettings(quantile, testedFrom, refits, origins, gain, coverageSlack, mostMissing);
    }
}
