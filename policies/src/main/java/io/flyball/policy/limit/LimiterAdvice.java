package io.flyball.policy.limit;

import io.flyball.policy.document.LimiterConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What limit an admission limiter would have reached on what a pool measured. Nobody sets it by itself: it is told to
 * whoever runs such a limiter.
 *
 * <p>Example: 60 windows of 10 ms with 40 of 50 inside end at a limit of 44 that moved by less than 20 % in the last
 * quarter.
 *
 * @param limit empty when too little was measured, or when it did not settle
 */
public record LimiterAdvice(OptionalInt limit, List<String> reasons) {
    /** Windows below which nothing is said. */
    public static final int LEAST = 30;

    private static final double SETTLED = 0.2;
    private static final double NANOS = 1e9;
    private static final long WINDOW_NANOS = 1_000_000_000L;
    private static final double LONGEST_SECONDS = 3600;

    public LimiterAdvice {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons: must not be empty");
        }
    }

    /**
     * One window of a pool.
     *
     * @param rttSeconds mean time inside; NaN = not measured
     * @param inflight most requests inside
     * @param drops requests refused or timed out
     */
    public record Reading(double rttSeconds, double inflight, double drops) {
        boolean isMeasured() {
            return rttSeconds > 0 && rttSeconds < LONGEST_SECONDS && inflight >= 0 && inflight < 1e9 && drops >= 0;
        }

        /** @param startNanos windows follow each other by a second */
        LimitSample sample(long startNanos) {
            return new LimitSample(
                    startNanos, Math.max(1, (long) (rttSeconds * NANOS)), (int) Math.ceil(inflight), drops > 0);
        }
    }

    /** What a policy asks for: its algorithm, and a limit between its bounds. */
    public static LimiterAdvice of(LimiterConfig config, List<Reading> readings) {
        Optional<AdmissionLimit> start = start(config);
        return start.isPresent()
                ? of(start.get(), readings).within(config.minLimit(), config.maxLimit())
                : new LimiterAdvice(
                        OptionalInt.empty(), List.of("the policy asks for no limit of concurrent requests"));
    }

    private static Optional<AdmissionLimit> start(LimiterConfig config) {
        int min = config.minLimit();
        int max = config.maxLimit();
        int initial = Math.max(min, Math.min(max, Vegas.Settings.DEFAULTS.initial()));
        return switch (config.algorithm()) {
            case NONE -> Optional.empty();
            case VEGAS -> Optional.of(Vegas.of(Vegas.Settings.DEFAULTS.between(initial, max)));
            case GRADIENT2 -> Optional.of(Gradient2.of(Gradient2.Settings.DEFAULTS.between(initial, min, max)));
            case AIMD -> Optional.of(Aimd.of(Aimd.Settings.DEFAULTS.between(initial, min, max)));
            case ENVOY -> Optional.of(EnvoyGradient.of(EnvoyGradient.Settings.DEFAULTS.between(min, max)));
        };
    }

    private LimiterAdvice within(int min, int max) {
        if (limit.isEmpty() || limit.getAsInt() >= min && limit.getAsInt() <= max) {
            return this;
        }
        List<String> told = new ArrayList<>(reasons);
        told.add("%d lies outside of the policy's %d to %d".formatted(limit.getAsInt(), min, max));
        return new LimiterAdvice(OptionalInt.of(Math.max(min, Math.min(max, limit.getAsInt()))), told);
    }

    /** @param readings oldest first, with the pool as it is now */
    public static LimiterAdvice of(AdmissionLimit start, List<Reading> readings) {
        List<Reading> measured = readings.stream().filter(Reading::isMeasured).toList();
        if (measured.size() < LEAST) {
            return new LimiterAdvice(
                    OptionalInt.empty(),
                    List.of("%d windows were measured: %d are needed".formatted(measured.size(), LEAST)));
        }
        AdmissionLimit state = start;
        String last = "";
        int lowest = Integer.MAX_VALUE;
        int highest = 0;
        int seen = 0;
        for (Reading reading : measured) {
            AdmissionLimit.Step step = state.next(reading.sample(seen * WINDOW_NANOS));
            state = step.next();
            last = step.reason();
            if (++seen > measured.size() * 3 / 4) {
                lowest = Math.min(lowest, state.limit());
                highest = Math.max(highest, state.limit());
            }
        }
        List<String> reasons = new ArrayList<>();
        reasons.add("%s over %d windows ends at %d"
                .formatted(start.getClass().getSimpleName(), measured.size(), state.limit()));
        reasons.add("last step: " + last);
        double most = measured.stream().mapToDouble(Reading::inflight).max().orElse(0);
        if (most * 2 < state.limit()) {
            reasons.add(String.format(Locale.ROOT, "at most %.0f were inside: the limit was never tested", most));
        }
        if (highest - lowest > SETTLED * Math.max(1, lowest)) {
            reasons.add("it moved between %d and %d in the last quarter: not settled, so none is advised"
                    .formatted(lowest, highest));
            return new LimiterAdvice(OptionalInt.empty(), reasons);
        }
        return new LimiterAdvice(OptionalInt.of(state.limit()), reasons);
    }
}
