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

    public ForecastSettings withQuantile(double quantile) {
        return new ForecastSettings(quantile, testedFrom, refits, origins, gain, coverageSlack, mostMissing);
    }
}
