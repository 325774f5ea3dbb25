package io.flyball.policy.vertical;

import java.time.Duration;

/**
 * Arithmetic of amounts: whole milli-cores or bytes, truncated, between 0 and {@link #MOST}.
 *
 * <p>Example: 510 milli-cores with a margin of 15 % are 510 + 76 = 586; scaled for 12 h of history by {@code (1 + 1/0.5)^1}
 * they are 1,758.
 */
public final class Estimate {
    /** No amount is larger. */
    public static final long MOST = 100_000_000_000_000L;

    private static final double MILLIS_PER_CORE = 1000;
    private static final double MINUTE_MILLIS = 60_000;

    private Estimate() {}

    /** Milli-cores. */
    public static long cpu(double cores) {
        return amount(cores * MILLIS_PER_CORE);
    }

    /** Truncates; below 0 and what is no number is 0. */
    public static long amount(double value) {
        return value >= MOST ? MOST : (long) Math.max(0, value);
    }

    public static long scale(long amount, double factor) {
        return amount(amount * factor);
    }

    /** {@code amount} and that share of it on top. */
    public static long margin(long amount, double share) {
        return Math.min(MOST, amount + scale(amount, share));
    }

    /** {@code amount x (1 + multiplier / confidence)^exponent}: wide where there is little history. */
    public static long widen(long amount, double multiplier, double exponent, double confidence) {
        return scale(amount, Math.pow(1 + multiplier / confidence, exponent));
    }

    /** At least the share of the pod's floor that falls to one of {@code containers}. */
    public static long atLeast(long amount, long podFloor, int containers) {
        return Math.max(amount, scale(podFloor, 1.0 / Math.max(1, containers)));
    }

    /**
     * How much history there is, in intervals: the smaller of its span and of its samples at one per minute. Steady
     * samples over N days are N.
     *
     * <p>Example: 16 min, 9 samples, interval 18 min: min(16/18, 9/18) = 0.5.
     */
    public static double confidence(Duration span, long samples, Duration interval) {
        double intervalMillis = Math.max(1, interval.toMillis());
        double spans = Math.max(0, span.toMillis()) / intervalMillis;
        return Math.min(spans, Math.max(0, samples) / (intervalMillis / MINUTE_MILLIS));
    }
}
