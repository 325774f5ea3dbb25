package io.flyball.policy.limit;

import java.util.Locale;

/**
 * Compares the median round-trip time of each window with the one measured at the lowest limit:
 * {@code g = clamp(minRtt x (1 + buffer) / sampleRtt, 0.5, 2)}, next = {@code trunc(limit x g + sqrt(limit x g))}.
 *
 * <p>Every interval, and after five windows at the lowest limit, the limit falls to the lowest for 50 requests to measure
 * minRtt, and is restored afterwards. Requests that began before are not counted. A window without samples changes nothing.
 *
 * <p>Example: limit 100, 5 ms at best, buffer 25 %, now 10 ms: g = 0.625, 62.5 + 7.9 = 70.
 *
 * @param minRttNanos 0 = not measured yet
 * @param deferred the limit to restore while minRtt is measured; 0 = it is not
 * @param epochNanos requests that began earlier are not counted
 * @param atMinimum windows in a row at the lowest limit
 */
public record EnvoyGradient(
        Settings settings,
        int limit,
        long minRttNanos,
        int deferred,
        long epochNanos,
        long windowEndNanos,
        long nextMeasurementNanos,
        int atMinimum,
        SampleWindow window)
        implements AdmissionLimit {
    private static final double LEAST_GRADIENT = 0.5;
    private static final double MOST_GRADIENT = 2;
    private static final int WINDOWS_AT_MINIMUM = 5;

    /**
     * @param buffer how much slower than at best is fine, as a share
     * @param minRttRequests requests that measure minRtt
     */
    public record Settings(
            int min,
            int max,
            double buffer,
            int minRttRequests,
            long windowNanos,
            long measurementIntervalNanos,
            double percentile) {
        public static final Settings DEFAULTS = new Settings(3, 1000, 0.25, 50, 100_000_000L, 60_000_000_000L, 0.5);

        Settings between(int least, int most) {
            return new Settings(least, most, buffer, minRttRequests, windowNanos, measurementIntervalNanos, percentile);
        }
    }

    /** One update of the limit. */
    public record Update(double gradient, int limit) {}

    public static EnvoyGradient of(Settings settings) {
        return new EnvoyGradient(
                settings,
                settings.min(),
                0,
                settings.min(),
                Long.MIN_VALUE,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                0,
                SampleWindow.percentile(settings.percentile()));
    }

    /** The formula alone; times in any one unit, greater than 0. */
    public static Update update(int limit, double minRtt, double sampleRtt, double buffer, int min, int max) {
        double gradient = Math.max(LEAST_GRADIENT, Math.min(MOST_GRADIENT, minRtt * (1 + buffer) / sampleRtt));
        double scaled = limit * gradient;
        int next = (int) (scaled + Math.sqrt(scaled));
        return new Update(gradient, Math.max(min, Math.min(max, next)));
    }

    @Override
    public Step next(LimitSample sample) {
        if (sample.rttNanos() <= 0 || sample.inflight() < 0) {
            return new Step(this, "not a measurement: " + sample);
        }
        if (sample.startNanos() < epochNanos) {
            return new Step(this, "began before the time at best was measured: not counted");
        }
        if (deferred > 0) {
            return measure(sample);
        }
        EnvoyGradient before = sample.endNanos() >= windowEndNanos ? closed(sample.endNanos()) : this;
        String reason = before.limit == limit ? "the window is not over" : before.told(this);
        if (before.deferred == 0 && before.isMeasurementDue(sample.endNanos())) {
            EnvoyGradient measuring = before.measuring(sample.endNanos());
            return new Step(measuring, "time at best is measured anew at a limit of " + settings.min());
        }
        return new Step(before.with(before.added(sample)), reason);
    }

    private Step measure(LimitSample sample) {
        SampleWindow fuller = added(sample);
        if (fuller.count() < settings.minRttRequests()) {
            return new Step(
                    with(fuller),
                    "measuring the time at best: %d of %d requests"
                            .formatted(fuller.count(), settings.minRttRequests()));
        }
        EnvoyGradient next = new EnvoyGradient(
                settings,
                deferred,
                Math.max(1, fuller.trackedNanos()),
                0,
                epochNanos,
                sample.endNanos() + settings.windowNanos(),
                sample.endNanos() + settings.measurementIntervalNanos(),
                0,
                window.cleared());
        return new Step(next, "time at best %d us; limit %d again".formatted(next.minRttNanos / 1000, deferred));
    }

    private boolean isMeasurementDue(long now) {
        return now >= nextMeasurementNanos || atMinimum >= WINDOWS_AT_MINIMUM;
    }

    private EnvoyGradient measuring(long now) {
        return new EnvoyGradient(
                settings, settings.min(), minRttNanos, limit, now, now, Long.MAX_VALUE, 0, window.cleared());
    }

    /** After the window that ended; the same limit when nothing was measured in it. */
    private EnvoyGradient closed(long now) {
        int next = window.count() == 0
                ? limit
                : update(limit, minRttNanos, window.trackedNanos(), settings.buffer(), settings.min(), settings.max())
                        .limit();
        int low = next > settings.min() ? 0 : atMinimum + (window.count() > 0 ? 1 : 0);
        return new EnvoyGradient(
                settings,
                next,
                minRttNanos,
                0,
                epochNanos,
                now + settings.windowNanos(),
                nextMeasurementNanos,
                low,
                window.cleared());
    }

    private String told(EnvoyGradient before) {
        return String.format(
                Locale.ROOT,
                "%d us against %d us at best: %d -> %d",
                before.window.trackedNanos() / 1000,
                minRttNanos / 1000,
                before.limit,
                limit);
    }

    private SampleWindow added(LimitSample sample) {
        return window.add(sample.rttNanos(), sample.inflight(), sample.dropped());
    }

    private EnvoyGradient with(SampleWindow next) {
        return new EnvoyGradient(
                settings,
                limit,
                minRttNanos,
                deferred,
                epochNanos,
                windowEndNanos,
                nextMeasurementNanos,
                atMinimum,
                next);
    }
}
