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

    /** Work of some milliseconds that needs nothing but itself: it may be done on any thread. */
    public static final class Refit {
        private final TrackerSettings settings;
        private final double[] closed;
        private final boolean inUse;
        private final Instant at;

        private Refit(TrackerSettings settings, double[] closed, boolean inUse, Instant at) {
            this.settings = settings;
            this.closed = closed;
            this.inUse = inUse;
            this.at = at;
        }

        /** Season, model, calibration and proof, made anew. */
        public Refitted run() {
            Season season = season(settings, closed);
            return new Refitted(
                    settings,
                    new Fit(
                            FittedForecast.of(closed, season.period(), settings.steps(), inUse, settings.forecast()),
                            season,
                            at));
        }
    }

    /** What a {@link Refit} made; for {@link #with}. */
    public static final class Refitted {
        private final TrackerSettings settings;
        private final Fit fit;

        private Refitted(TrackerSettings settings, Fit fit) {
            this.settings = settings;
            this.fit = fit;
        }
    }

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

    /** Length of the buckets and the like. */
    public TrackerSettings settings() {
        return settings;
    }

    /**
     * Collects and, where it is due, refits at once.
     *
     * @param load of the whole service, in any unit that adds up; NaN when it was not measured
     */
    public ForecastTracker observe(Instant at, double load) {
        ForecastTracker next = collect(at, load);
        return next.history.open() == history.open()
                ? next
                : next.refit(at, settings).map(Refit::run).map(next::with).orElse(next);
    }

    /** The same without a refit: cheap enough for every tick. */
    public ForecastTracker collect(Instant at, double load) {
        LoadHistory later = history.observe(at, load);
        if (later.open() == history.open()) {
            return new ForecastTracker(settings, later, fit, watch, prediction);
        }
        double[] closed = later.closed();
        if (closed.length == 0) {
            Prediction nothing = Prediction.none("not enough history: no complete bucket of " + settings.bucket());
            return new ForecastTracker(settings, later, Optional.empty(), ProofWatch.of(settings.steps()), nothing);
        }
        return fit.isEmpty()
                ? new ForecastTracker(settings, later, fit, watch, prediction)
                : forecasting(settings, later, fit.get(), compared(later));
    }

    /** What was measured before, as of the history; the refit that makes use of it is due at once. */
    public ForecastTracker preceded(List<Instant> at, double[] loads) {
        LoadHistory longer = history.preceded(at, loads);
        return new ForecastTracker(settings, longer, Optional.empty(), ProofWatch.of(settings.steps()), prediction);
    }

    /** The refit that is due, if one is; {@code next} are the settings from then on, with the same buckets. */
    public Optional<Refit> refit(Instant at, TrackerSettings next) {
        double[] closed = history.closed();
        if (closed.length == 0 || !isDue(at)) {
            return Optional.empty();
        }
        boolean inUse = fit.map(known -> known.forecast().qualified()).orElse(false);
        return Optional.of(new Refit(next, closed, inUse, at));
    }

    /** Answers from the refit from now on. */
    public ForecastTracker with(Refitted refitted) {
        return forecasting(refitted.settings, history, refitted.fit, ProofWatch.of(refitted.settings.steps()));
    }

    private static ForecastTracker forecasting(
            TrackerSettings settings, LoadHistory history, Fit fit, ProofWatch watch) {
        ForecastReport report = fit.forecast().after(history.closed());
        return new ForecastTracker(
                settings,
                history,
                Optional.of(fit),
                watch.issue(last(report.upper())),
                predicted(report, fit.season(), watch));
    }

    private boolean isDue(Instant at) {
        return fit.map(known -> Duration.between(known.at(), at).compareTo(settings.refit()) >= 0)
                .orElse(true);
    }

    private static Season season(TrackerSettings settings, double[] closed) {
        if (settings.season().isPresent()) {
            long points = Math.round(settings.season().get().toMillis()
                    / (double) settings.bucket().toMillis());
            int period = (int) Math.min(Integer.MAX_VALUE, points);
            return period < 2
                    ? Season.none("no season: %s is shorter than two buckets"
                            .formatted(settings.season().get()))
                    : new Season(OptionalInt.of(period), 1, "season of %d values as given".formatted(period));
        }
        int day = LoadHistory.pointsPerDay(settings.bucket());
        return Seasons.in(closed, day, DAYS_OF_WEEK * day);
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
