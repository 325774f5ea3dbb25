package io.flyball.policy.forecast;

import java.time.Duration;
import java.util.Optional;

/**
 * How a service's forecast is kept up.
 *
 * @param bucket length of the buckets that are forecast
 * @param history how long they are kept
 * @param refit how often season, model, calibration and proof are made anew
 * @param horizon how far ahead to look: start-up time and the reaction to it
 * @param season length of one period; empty: found in what was measured
 */
public record TrackerSettings(
        Duration bucket,
        Duration history,
        Duration refit,
        Duration horizon,
        ForecastSettings forecast,
        Optional<Duration> season) {
    public static final TrackerSettings DEFAULTS = new TrackerSettings(
            Duration.ofMinutes(1),
            Duration.ofDays(15),
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            ForecastSettings.DEFAULTS);

    private static final int POINTS_PER_SEASON = 288;
    private static final int SEASONS = 15;
    private static final int REFITS_PER_SEASON = 24;
    private static final int MOST_BUCKETS = 50_000;
    private static final int MOST_STEPS = 1_000;

    /** Nonsense is brought into bounds: buckets of a second at least, 50,000 of them and 1,000 steps ahead at most. */
    public TrackerSettings {
        bucket = bucket.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : bucket;
    }

    /** The season is found in what was measured. */
    public TrackerSettings(
            Duration bucket, Duration history, Duration refit, Duration horizon, ForecastSettings forecast) {
        this(bucket, history, refit, horizon, forecast, Optional.empty());
    }

    /**
     * For a service that is looked at every {@code interval}. A season that is known and short is looked at more closely:
     * one of 10 minutes every 5 s gives buckets of 5 s, a memory of 2.5 hours and a refit every 25 s.
     */
    public static TrackerSettings of(Optional<Duration> season, Duration horizon, double quantile, Duration interval) {
        Duration length = season.orElse(Duration.ofDays(1));
        Duration bucket = longer(interval, shorter(DEFAULTS.bucket(), length.dividedBy(POINTS_PER_SEASON)));
        return new TrackerSettings(
                bucket,
                shorter(DEFAULTS.history(), length.multipliedBy(SEASONS)),
                shorter(DEFAULTS.refit(), length.dividedBy(REFITS_PER_SEASON)),
                horizon,
                ForecastSettings.DEFAULTS.withQuantile(quantile),
                season);
    }

    /** The same, looking so far ahead. */
    public TrackerSettings withHorizon(Duration other) {
        return new TrackerSettings(bucket, history, refit, other, forecast, season);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    int buckets() {
        return (int) Math.max(1, Math.min(MOST_BUCKETS, history.dividedBy(bucket)));
    }

    /** Steps to the end of the horizon, counted from the last complete bucket: one is open now. */
    int steps() {
        long whole = Math.max(0, horizon.plus(bucket).minusNanos(1).dividedBy(bucket));
        return (int) Math.min(MOST_STEPS, whole + 1);
    }
}
