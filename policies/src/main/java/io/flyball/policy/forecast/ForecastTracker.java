package io.flyball.policy.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The forecast of one service over time: collects its load, refits now and then, and answers on every tick. Immutable; an
 * observation gives the next tracker.
 *
 * <pre>
 *   collecting --refit: beats the floor by the gain--> qualified --refit: no longer beats the floor--> collecting
 *   qualified --too many buckets above the upper forecast--> suspended --refit--> qualified or collecting
 * </pre>
 *
 * <p>A tick within a bucket answers what is known already; a new bucket costs one recursion; a refit is due once an hour.
 */
public final class ForecastTracker {
    private static final int DAYS_OF_WEEK = 7;

    private final TrackerSettings settings;
    private final LoadHistory history;
    private final Optional<Fit> fit;
    private final ProofWatch watch;
    private final Prediction prediction;

    private record Fit(FittedForecast forecast, Season season, Instant at) {}

    private ForecastTracker(
            TrackerSettings settings, LoadHistory history, Optional<Fit> fit, ProofWatch watch, Prediction prediction) {
        this.settings = settings;
        this.history = history;
        this.fit = fit;
        this.watch = watch;
        this.prediction = prediction;
    }

    public static ForecastTracker start(TrackerSettings settings) {
        return new ForecastTracker(
                settings,
                LoadHistory.empty(settings.bucket(), settings.buckets()),
                Optional.empty(),
                ProofWatch.of(settings.steps()),
                Prediction.none("not enough history: nothing was measured"));
    }

    /** What is known after the latest observation. */
    public Prediction prediction() {
        return prediction;
    }

    /** Points per season as of the latest refit. */
    public OptionalInt season() {
        return fit.map(known -> known.season().period()).orElse(OptionalInt.empty());
    }

    /** @param load of the whole service, in any unit that adds up; NaN when it was not measured */
    public ForecastTracker observe(Instant at, double load) {
        LoadHistory later = history.observe(at, load);
        if (later.open() == history.open()) {
            return new ForecastTracker(settings, later, fit, watch, prediction);
        }
        double[] closed = later.closed();
        if (closed.length == 0) {
            Prediction nothing = Prediction.none("not enough history: no complete bucket of " + settings.bucket());
            return new ForecastTracker(settings, later, Optional.empty(), ProofWatch.of(settings.steps()), nothing);
        }
        boolean due = isDue(at);
        Fit known = due ? refit(later, at) : fit.orElseThrow();
        ProofWatch seen = due ? ProofWatch.of(settings.steps()) : compared(later);
        ForecastReport report = known.forecast().after(closed);
        double upper = last(report.upper());
        return new ForecastTracker(
                settings, later, Optional.of(known), seen.issue(upper), predicted(report, known.season(), seen));
    }

    private boolean isDue(Instant at) {
        return fit.map(known -> Duration.between(known.at(), at).compareTo(settings.refit()) >= 0)
                .orElse(true);
    }

    private Fit refit(LoadHistory later, Instant at) {
        int day = later.pointsPerDay();
        Season season = Seasons.in(later.closed(), day, DAYS_OF_WEEK * day);
        boolean inUse = fit.map(known -> known.forecast().qualified()).orElse(false);
        FittedForecast forecast =
                FittedForecast.of(later.closed(), season.period(), settings.steps(), inUse, settings.forecast());
        return new Fit(forecast, season, at);
    }

    /** The buckets completed since the last observation: one, or more after a silence. */
    private ProofWatch compared(LoadHistory later) {
        double[] closed = later.closed();
        long steps = Math.min(closed.length, later.open() - history.open());
        ProofWatch seen = watch;
        for (int i = closed.length - (int) steps; i < closed.length; i++) {
            seen = seen.measured(closed[i]);
        }
        return seen;
    }

    private static Prediction predicted(ForecastReport report, Season season, ProofWatch watch) {
        List<String> reasons = new ArrayList<>(List.of(season.reason()));
        reasons.addAll(report.reasons());
        if (report.points().length == 0) {
            return new Prediction(Double.NaN, Double.NaN, false, false, reasons);
        }
        boolean suspended = report.qualified() && watch.isVoid();
        if (suspended) {
            reasons.add("suspended until the next refit: " + watch.words());
        }
        return new Prediction(
                Arrays.stream(report.points()).max().orElseThrow(),
                Arrays.stream(report.upper()).max().orElseThrow(),
                report.qualified() && !suspended,
                report.provenToRelease() && !suspended,
                reasons);
    }

    private static double last(double[] values) {
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }
}
