package io.flyball.policy.limit;

import java.util.Locale;

/**
 * Follows the ratio of the least round-trip time to the present one: {@code g = clamp(tolerance x min / rtt, 0.5, 1)}, next
 * = {@code limit x g + queue}; a drop leaves {@code backoff}; smoothed when it shrinks.
 *
 * <p>Example: limit 50, tolerance 2, min 10 ms, now 40 ms, queue 7: 50 x 0.5 + 7 = 32, smoothed by 0.2: 46.4.
 */
public record Gradient(Settings settings, double estimated, long noLoadNanos, int untilProbe)
        implements AdmissionLimit {
    /**
     * @param smoothing share of the new estimate when it is lower, (0, 1]
     * @param tolerance how many times the least round-trip time is fine, at least 1
     * @param probeInterval samples after which the least time is forgotten; -1 = never
     */
    public record Settings(
            int initial,
            int min,
            int max,
            double smoothing,
            Slack queue,
            double tolerance,
            double backoff,
            int probeInterval) {
        public static final Settings DEFAULTS = new Settings(50, 1, 1000, 0.2, Slack.root(4), 2, 0.9, 1000);
    }

    public static Gradient of(Settings settings) {
        return new Gradient(settings, settings.initial(), 0, nextProbe(settings));
    }

    /** One and a half intervals: where chance would lie between one and two. */
    private static int nextProbe(Settings settings) {
        return settings.probeInterval() < 0 ? -1 : settings.probeInterval() + settings.probeInterval() / 2;
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
        double queue = settings.queue().at(estimated);
        if (untilProbe == 0) {
            double low = Math.max(settings.min(), queue);
            return new Step(
                    new Gradient(settings, low, 0, nextProbe(settings)),
                    "least time forgotten and measured anew: %d -> %d".formatted(limit(), (int) low));
        }
        long least = noLoadNanos == 0 ? sample.rttNanos() : Math.min(noLoadNanos, sample.rttNanos());
        int left = Math.max(-1, untilProbe - 1);
        double gradient = Math.max(0.5, Math.min(1, settings.tolerance() * least / sample.rttNanos()));
        double wanted;
        if (sample.dropped()) {
            wanted = estimated * settings.backoff();
        } else if (sample.inflight() < estimated / 2) {
            return new Step(
                    new Gradient(settings, estimated, least, left),
                    "only %d of %d in use: no reason to grow".formatted(sample.inflight(), limit()));
        } else {
            wanted = estimated * gradient + queue;
        }
        if (wanted < estimated) {
            wanted = Math.max(settings.min(), estimated * (1 - settings.smoothing()) + settings.smoothing() * wanted);
        }
        double next = Math.max(queue, Math.min(settings.max(), wanted));
        String why = sample.dropped()
                ? "a request was dropped"
                : String.format(
                        Locale.ROOT,
                        "%d us against %d us at best: gradient %.2f",
                        sample.rttNanos() / 1000,
                        least / 1000,
                        gradient);
        return new Step(new Gradient(settings, next, least, left), "%s: %d -> %d".formatted(why, limit(), (int) next));
    }
}
