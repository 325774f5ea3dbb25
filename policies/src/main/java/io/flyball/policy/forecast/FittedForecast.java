package io.flyball.policy.forecast;

import io.flyball.policy.forecast.ForecastReport.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A forecast fitted, calibrated and judged once, which answers for later values of the same series at little cost: no refit,
 * only the recursion. Immutable.
 */
public final class FittedForecast {
    static final int MOST_STEPS = 100_000;

    private final int season;
    private final double unit;
    private final Scale scale;
    private final Backtest backtest;
    private final Qualification qualification;
    private final double[] offsets;

    private FittedForecast(
            Prepared series, double unit, Backtest backtest, Qualification qualification, double[] offsets) {
        this.season = series.season();
        this.unit = unit;
        this.scale = series.scale();
        this.backtest = backtest;
        this.qualification = qualification;
        this.offsets = offsets;
    }

    /**
     * @param values evenly spaced, the newest last; NaN and infinities are missing
     * @param season points per season as known or as {@link Seasons} found it; empty when there is none
     * @param horizon points ahead, bounded to 1 to 100,000
     * @param inUse a model of this series is in use: it is dropped later than another would be taken up
     */
    public static FittedForecast of(
            double[] values, OptionalInt season, int horizon, boolean inUse, ForecastSettings settings) {
        int steps = Math.max(1, Math.min(MOST_STEPS, horizon));
        int points = season.orElse(0) > 1 ? season.getAsInt() : 0;
        Cleaned cleaned = Cleaned.of(values, points);
        Prepared series = Prepared.of(cleaned, points);
        Backtest backtest = Backtest.of(series, steps, settings);
        Qualification judged = Qualification.of(backtest, inUse, settings);
        Qualification qualification = obstacle(cleaned, points, settings)
                .map(reason -> judged.without(reason, backtest))
                .orElse(judged);
        Errors errors = backtest.errors(qualification.method());
        double[] offsets = errors.offsets(0, errors.origins(), settings.quantile());
        for (int i = 0; settings.quantile() >= 0.5 && i < offsets.length; i++) {
            offsets[i] = Math.max(0, offsets[i]);
        }
        return new FittedForecast(series, cleaned.unit(), backtest, qualification, offsets);
    }

    /** Why no model can be used here, whatever the backtest says. */
    private static Optional<String> obstacle(Cleaned cleaned, int season, ForecastSettings settings) {
        int n = cleaned.length();
        if (n == cleaned.missing()) {
            return Optional.of("not enough history: nothing was measured");
        }
        if (season == 0) {
            return Optional.of("no season: the last value is the forecast");
        }
        if (n < 2 * season) {
            return Optional.of("not enough history: %d values, two seasons of %d are needed".formatted(n, season));
        }
        if (cleaned.isConstant()) {
            return Optional.of("constant series: nothing to forecast");
        }
        return cleaned.missing() > settings.mostMissing() * n
                ? Optional.of("not enough history: %d of %d values are missing".formatted(cleaned.missing(), n))
                : Optional.empty();
    }

    /** The model is in use; else this answers the floor's numbers. */
    public boolean qualified() {
        return qualification.qualified();
    }

    /** Steps that were calibrated. */
    public int horizon() {
        return offsets.length;
    }

    /** What follows {@code values}, the series fitted or a later state of it, over the whole horizon. */
    public ForecastReport after(double[] values) {
        return after(values, horizon());
    }

    /** The same for the first steps only. */
    public ForecastReport after(double[] values, int steps) {
        int length = Math.max(1, Math.min(steps, horizon()));
        int from = Math.max(0, values.length - needed());
        while (from > 0 && !Double.isFinite(values[from])) {
            from--;
        }
        double[] recent = Arrays.copyOfRange(values, from, values.length);
        Cleaned cleaned = Cleaned.of(recent, season, unit);
        Method method = method(cleaned);
        double[] points = method == Method.NONE ? new double[0] : points(cleaned, method, length);
        double[] upper = new double[points.length];
        for (int step = 0; step < points.length; step++) {
            double above = scale.from(scale.to(points[step]) + offsets[step]);
            upper[step] = cleaned.raw(Math.max(above, offsets[step] >= 0 ? points[step] : above));
            points[step] = cleaned.raw(points[step]);
        }
        List<String> reasons = new ArrayList<>(qualification.reasons());
        int missing = missing(values);
        if (missing > 0) {
            reasons.add("%d of %d values were missing and filled in".formatted(missing, values.length));
        }
        if (method != qualification.method()) {
            reasons.add("not enough recent values for the %s: %s".formatted(qualification.method(), method));
        }
        boolean asJudged = method == qualification.method();
        return new ForecastReport(
                points,
                upper,
                method,
                season > 0 ? OptionalInt.of(season) : OptionalInt.empty(),
                asJudged && qualified(),
                asJudged && qualification.provenToRelease(),
                qualification.coverage(),
                missing,
                reasons,
                method == Method.MODEL ? weights() : List.of());
    }

    /** From the first value measured on. */
    private static int missing(double[] values) {
        int count = 0;
        boolean begun = false;
        for (double value : values) {
            begun |= Double.isFinite(value);
            count += begun && !Double.isFinite(value) ? 1 : 0;
        }
        return count;
    }

    /** Points that the model looks back, and a season more to fill gaps from. */
    private int needed() {
        return backtest.model().map(SeasonalModel::memory).orElse(0) + season + 1;
    }

    private Method method(Cleaned cleaned) {
        int n = cleaned.length();
        if (n == 0) {
            return Method.NONE;
        }
        int least = switch (qualification.method()) {
            case MODEL -> backtest.model().orElseThrow().memory();
            case SEASONAL_NAIVE -> season;
            case LAST_VALUE, NONE -> 1;
        };
        return n >= least && qualification.method() != Method.NONE ? qualification.method() : Method.LAST_VALUE;
    }

    /** On the plain scale of the fit. */
    private double[] points(Cleaned cleaned, Method method, int length) {
        double[] past = cleaned.values();
        double[] points = new double[length];
        if (method == Method.MODEL) {
            var path = new SeasonalModel.Path(length);
            Prepared series = Prepared.of(cleaned, season, scale);
            backtest.model().orElseThrow().forecast(series, past.length, path, length);
            return path.values;
        }
        if (method == Method.SEASONAL_NAIVE) {
            Arrays.setAll(points, step -> past[past.length - season + step % season]);
        } else {
            Arrays.fill(points, past[past.length - 1]);
        }
        return points;
    }

    private List<Weight> weights() {
        Member member = backtest.model().orElseThrow().longMember();
        return IntStream.range(0, member.lags().length)
                .mapToObj(i -> new Weight(member.lags()[i].back(), member.lags()[i].reach(), member.weights()[i]))
                .sorted(Comparator.comparingDouble(weight -> -Math.abs(weight.share())))
                .toList();
    }
}
