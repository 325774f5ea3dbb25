package io.flyball.policy.forecast;

import java.time.Duration;

/**
 * How a service's forecast is kept up.
 *
 * @param bucket length of the buckets that are forecast
 * @param history how long they are kept
 * @param refit how often season, model, calibration and proof are made anew
 * @param horizon how far ahead to look: start-up time and the reaction to it
 */
public record TrackerSettings(
        Duration bucket, Duration history, Duration refit, Duration horizon, ForecastSettings forecast) {
    public static final TrackerSettings DEFAULTS = new TrackerSettings(
            Duration.ofMinutes(1),
            Duration.ofDays(15),
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            ForecastSettings.DEFAULTS);

    private static final int MOST_BUCKETS = 50_000;
    private static final int MOST_STEPS = 1_000;

    /** Nonsense is brought into bounds: buckets of a second at least, 50,000 of them and 1,000 steps ahead at most. */
    public TrackerSettings {
        bucket = bucket.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : bucket;
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
