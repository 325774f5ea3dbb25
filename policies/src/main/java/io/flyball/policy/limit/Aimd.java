package io.flyball.policy.limit;

/**
 * Additive increase, multiplicative decrease: +1 while the limit is used by half, {@code x backoff} truncated at a drop or
 * a time-out.
 *
 * <p>Example: 30, a drop, back-off 0.9: 27.
 */
public record Aimd(Settings settings, int limit) implements AdmissionLimit {
    /**
     * @param backoff what a drop leaves of the limit, [0.5, 1)
     * @param timeoutNanos a request that takes longer counts as dropped
     */
    public record Settings(int initial, int min, int max, double backoff, long timeoutNanos) {
        public static final Settings DEFAULTS = new Settings(20, 20, 200, 0.9, 5_000_000_000L);

        Settings between(int start, int least, int most) {
            return new Settings(start, least, most, backoff, timeoutNanos);
        }
    }

    public static Aimd of(Settings settings) {
        return new Aimd(settings, settings.initial());
    }

    @Override
    public Step next(LimitSample sample) {
        if (sample.rttNanos() < 0 || sample.inflight() < 0) {
            return new Step(this, "not a measurement: " + sample);
        }
        if (sample.dropped() || sample.rttNanos() > settings.timeoutNanos()) {
            return to(
                    (int) (limit * settings.backoff()),
                    sample.dropped() ? "a request was dropped" : "a request timed out");
        }
        return sample.inflight() * 2L >= limit
                ? to(limit + 1, "%d of %d in use without a drop".formatted(sample.inflight(), limit))
                : new Step(this, "only %d of %d in use: no reason to grow".formatted(sample.inflight(), limit));
    }

    private Step to(int wanted, String reason) {
        int next = Math.min(settings.max(), Math.max(settings.min(), wanted));
        return new Step(new Aimd(settings, next), "%s: %d -> %d".formatted(reason, limit, next));
    }
}
