package io.flyball.policy.forecast;

import java.util.Optional;

/**
 * A walk through the history: forecasts from many origins, each by a model that knew only what came before it, beside the two
 * forecasts that cost nothing: the value one season earlier (seasonal naive) and the last value.
 *
 * <p>The errors serve twice: to judge the model against the floor, and to calibrate the upper quantile.
 *
 * @param model fitted to the whole history; absent without two seasons of history
 * @param ofModel no errors without a model; {@code ofSeason} likewise without a season
 * @param seasons length of the walk, 0 without a season
 */
record Backtest(Optional<SeasonalModel> model, Errors ofModel, Errors ofSeason, Errors ofLast, double seasons) {
    /** @param horizon points ahead, at least 1; a season of 0 means none */
    static Backtest of(Prepared series, int horizon, ForecastSettings settings) {
        return new Walk(series, horizon, settings).run();
    }

    Errors errors(Method method) {
        return switch (method) {
            case MODEL -> ofModel;
            case SEASONAL_NAIVE -> ofSeason;
            case LAST_VALUE, NONE -> ofLast;
        };
    }

    /** Of the walk's table of errors. */
    private static final int MOST_CELLS = 1_000_000;

    private static final int LEAST_ORIGINS = 10;

    private static final class Walk {
        private final Prepared series;
        private final int season;
        private final int first;
        private final int columns;
        private final int stride;
        private final int origins;
        private final int refit;
        private final Optional<SeasonalModel.Fit> fit;
        private final Errors ofModel;
        private final Errors ofSeason;
        private final Errors ofLast;

        Walk(Prepared series, int horizon, ForecastSettings settings) {
            int n = series.length();
            this.series = series;
            this.season = series.season() > 0 && n > series.season() ? series.season() : 0;
            boolean enough = season > 0 && n >= 2 * season;
            this.fit = enough ? Optional.of(new SeasonalModel.Fit(series)) : Optional.empty();
            int memory = fit.map(SeasonalModel.Fit::memory).orElse(season) + 1;
            this.first = Math.min(n, Math.max(memory, (int) (settings.testedFrom() * n)));
            this.columns = Math.max(1, Math.min(horizon, n - first));
            int most = Math.max(LEAST_ORIGINS, Math.min(settings.origins(), MOST_CELLS / columns));
            this.stride = Math.max(1, (n - first) / most);
            this.origins = (n - first + stride - 1) / stride;
            this.refit = Math.max(1, (n - first) / settings.refits());
            this.ofModel = new Errors(fit.isPresent() ? origins : 0, columns, horizon);
            this.ofSeason = new Errors(season > 0 ? origins : 0, columns, horizon);
            this.ofLast = new Errors(origins, columns, horizon);
        }

        Backtest run() {
            double seasons = season > 0 ? (double) (series.length() - first) / season : 0;
            for (int i = 0; i < origins; i++) {
                naive(i, first + i * stride);
            }
            fit.ifPresent(this::model);
            return new Backtest(fit.map(all -> all.until(series.length())), ofModel, ofSeason, ofLast, seasons);
        }

        private void model(SeasonalModel.Fit fit) {
            var path = new SeasonalModel.Path(columns);
            SeasonalModel model = fit.until(first);
            int nextRefit = first + refit;
            for (int i = 0; i < origins; i++) {
                int origin = first + i * stride;
                if (origin >= nextRefit) {
                    model = fit.until(origin);
                    nextRefit += refit;
                }
                int length = Math.min(columns, series.length() - origin);
                model.forecast(series, origin, path, length);
                for (int step = 0; step < length; step++) {
                    double forecast = path.values[step];
                    add(ofModel, i, origin, step, forecast, series.scale().to(forecast));
                }
            }
        }

        private void naive(int i, int origin) {
            int length = Math.min(columns, series.length() - origin);
            for (int step = 0; step < length; step++) {
                addEarlier(ofLast, i, origin, step, origin - 1);
                if (season > 0) {
                    addEarlier(ofSeason, i, origin, step, origin - season + step % season);
                }
            }
        }

        /** The value at {@code from} is the forecast. */
        private void addEarlier(Errors errors, int i, int origin, int step, int from) {
            add(errors, i, origin, step, series.at(from), series.scaled().values()[from]);
        }

        private void add(Errors errors, int i, int origin, int step, double forecast, double scaled) {
            int at = origin + step;
            if (series.measured()[at]) {
                errors.add(i, step, series.scaled().values()[at] - scaled, series.at(at), forecast);
            }
        }
    }
}
