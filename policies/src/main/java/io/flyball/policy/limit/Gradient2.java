package io.flyball.policy.limit;

import java.util.Locale;

/**
 * Follows the ratio of a long average of round-trip times to the present one: {@code g = clamp(tolerance x long / rtt, 0.5,
 * 1)}, next = {@code (1 - s) x limit + s x (limit x g + queue)}. Drops are not looked at.
 *
 * <p>Known weakness: under lasting saturation the long average follows the queue, and the limit climbs to its maximum.
 *
 * <p>Example: limit 20, all as usual, s 0.2, queue 4: 20 x 0.8 + 24 x 0.2 = 20.8.
 */
public record Gradient2(Settings settings, double estimated, ExponentialAverage longRtt) implements AdmissionLimit {
    /** A long average of so many times the present is from a time of load: it falls faster. */
    private static final double STALE = 2;

    private static final double FALL = 0.95;

    /**
     * @param smoothing share of the new estimate, (0, 1]
     * @param longWindow samples of the long average
     * @param warmup samples of which it is the plain mean
     * @param tolerance how many times the long average is fine, at least 1
     */
    public record Settings(
            int initial,
            int min,
            int max,
            double smoothing,
            Slack queue,
            int longWindow,
            int warmup,
            double tolerance) {
        public static final Settings DEFAULTS = new Settings(20, 20, 200, 0.2, Slack.of(4), 600, 10, 1.5);

        Settings between(int start, int least, int most) {
            return new Settings(start, least, most, smoothing, queue, longWindow, warmup, tolerance);
        }
    }

    public static Gradient2 of(Settings settings) {
        return new Gradient2(
                settings, settings.initial(), ExponentialAverage.of(settings.longWindow(), settings.warmup()));
    }

    @Override
    public int limit() {
        return (int) estimated;
    }

    @Override
    public Step next(LimitSample sample) {
        if (sample.rttNanos() <= 0 || sample.inflight() < 0) {
            return new Step(this, "not a measurement: " + sample);
        }
        double now = sample.rttNanos();
        ExponentialAverage added = longRtt.add(now);
        double usual = added.value();
        ExponentialAverage kept = usual / now > STALE ? added.scaled(usual * FALL) : added;
        if (sample.inflight() < estimated / 2) {
            return new Step(
                    new Gradient2(settings, estimated, kept),
                    "only %d of %d in use: no reason to grow".formatted(sample.inflight(), limit()));
        }
        double gradient = Math.max(0.5, Math.min(1, settings.tolerance() * usual / now));
        double wanted = estimated * gradient + settings.queue().at(estimated);
        double smoothed = estimated * (1 - settings.smoothing()) + wanted * settings.smoothing();
        double next = Math.max(settings.min(), Math.min(settings.max(), smoothed));
        String reason = String.format(
                Locale.ROOT,
                "%.0f us against %.0f us in the long run: gradient %.2f: %d -> %d",
                now / 1000,
                usual / 1000,
                gradient,
                limit(),
                (int) next);
        return new Step(new Gradient2(settings, next, kept), reason);
    }
}
