package io.flyball.policy.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** One call from a series to its forecast; pure, so that many series can be forecast at once. */
public final class Forecasts {
    private Forecasts() {}

    /**
     * Finds the season unless it is given, fits, judges and forecasts.
     *
     * @param values evenly spaced, the newest last; NaN and infinities are missing
     * @param season points per season, e.g. 24 for hourly values with a day's pattern; empty: looked for
     * @param horizon points ahead, bounded to 1 to 100,000
     */
    public static ForecastReport of(double[] values, OptionalInt season, int horizon, ForecastSettings settings) {
        if (season.isPresent()) {
            return FittedForecast.of(values, season, horizon, false, settings).after(values);
        }
        Season found = Seasons.in(values);
        ForecastReport report = FittedForecast.of(values, found.period(), horizon, false, settings)
                .after(values);
        List<String> reasons = new ArrayList<>(List.of(found.reason()));
        reasons.addAll(report.reasons());
        return report.because(reasons);
    }
}
