package io.flyball.policy.limit;

/**
 * Estimates the queue from the round-trip time, {@code q = ceil(limit x (1 - rttNoLoad / rtt))}: grows by beta while it is
 * up to threshold, by increase while below alpha, shrinks by decrease above beta or at a drop.
 *
 * <p>The time without load is the least seen; every {@code jitter x 30 x limit} samples it is taken anew, so that a
 * lasting change of the service is noticed. Jitter lies in [0.5, 1) and follows the golden ratio instead of chance.
 *
 * <p>Example: limit 74, 10 ms without load, 15 ms now: q = 25 > 6, so 73.
 */
public record Vegas(Settings settings, double estimated, long noLoadNanos, int sinceProbe, int probes)
        implements AdmissionLimit {
    private static final double GOLDEN = 0.6180339887498949;

    /**
     * @param smoothing share of the new estimate, (0, 1]
     * @param probeMultiplier samples between probes, per unit of the limit
     */
    public record Settings(
            int initial,
            int max,
            double smoothing,
            Slack alpha,
            Slack beta,
            Slack threshold,
            Slack increase,
            Slack decrease,
            int probeMultiplier) {
        public static final Settings DEFAULTS = new Settings(
                20, 1000, 1, Slack.log10(3), Slack.log10(6), Slack.log10(1), Slack.log10(1), Slack.log10(1), 30);

        Settings between(int start, int most) {
            return new Settings(start, most, smoothing, alpha, beta, threshold, increase, decrease, probeMultiplier);
        }
    }

    public static Vegas of(Settings settings) {
        return new Vegas(settings, settings.initial(), 0, 0, 0);
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
        double fraction = (probes + 1) * GOLDEN % 1;
        double jitter = 0.5 + fraction / 2;
        if (jitter * settings.probeMultiplier() * estimated <= sinceProbe + 1) {
            return new Step(
                    new Vegas(settings, estimated, sample.rttNanos(), 0, probes + 1),
                    "time without load taken anew: %d us".formatted(sample.rttNanos() / 1000));
        }
        if (noLoadNanos == 0 || sample.rttNanos() < noLoadNanos) {
            return new Step(
                    new Vegas(settings, estimated, sample.rttNanos(), sinceProbe + 1, probes),
                    "least time so far: %d us".formatted(sample.rttNanos() / 1000));
        }
        return adjust(sample);
    }

    private Step adjust(LimitSample sample) {
        int queue = (int) Math.ceil(estimated * (1 - (double) noLoadNanos / sample.rttNanos()));
        int alpha = settings.alpha().at(estimated);
        int beta = settings.beta().at(estimated);
        if (sample.dropped()) {
            return to(estimated - settings.decrease().at(estimated), "a request was dropped");
        }
        if (sample.inflight() * 2L < estimated) {
            return stay("only %d of %d in use: no reason to grow".formatted(sample.inflight(), limit()));
        }
        if (queue <= settings.threshold().at(estimated)) {
            return to(estimated + beta, "queue of %d: none to speak of".formatted(queue));
        }
        if (queue < alpha) {
            return to(estimated + settings.increase().at(estimated), "queue of %d, below %d".formatted(queue, alpha));
        }
        if (queue > beta) {
            return to(estimated - settings.decrease().at(estimated), "queue of %d, above %d".formatted(queue, beta));
        }
        return stay("queue of %d, between %d and %d".formatted(queue, alpha, beta));
    }

    private Step to(double wanted, String reason) {
        double bounded = Math.max(1, Math.min(settings.max(), wanted));
        double next = (1 - settings.smoothing()) * estimated + settings.smoothing() * bounded;
        return new Step(
                new Vegas(settings, next, noLoadNanos, sinceProbe + 1, probes),
                "%s: %d -> %d".formatted(reason, limit(), (int) next));
    }

    private Step stay(String reason) {
        return new Step(new Vegas(settings, estimated, noLoadNanos, sinceProbe + 1, probes), reason);
    }
}
