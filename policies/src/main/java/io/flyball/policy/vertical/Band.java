package io.flyball.policy.vertical;

import java.util.function.DoubleToLongFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * What to ask for of one resource, and the range in which a request may stay as it is. Milli-cores or bytes;
 * {@code lower <= target <= upper}.
 */
public record Band(long lower, long target, long upper) {
    private static final double UPPER_MULTIPLIER = 1;
    private static final double UPPER_EXPONENT = 1;
    private static final double LOWER_MULTIPLIER = 0.001;
    private static final double LOWER_EXPONENT = -2;

    /**
     * Percentiles plus margin, the bounds widened by how little history there is, between the floor and the cap.
     *
     * @param percentile value at a share of the weight
     * @param amount from that value to milli-cores or bytes
     * @param confidence days of history, see {@link Estimate#confidence}
     * @param margin share on top of each percentile
     * @param containers of the pod, among which the floor is shared
     */
    public static Band of(
            DoubleUnaryOperator percentile,
            DoubleToLongFunction amount,
            ResourceSettings settings,
            double margin,
            double confidence,
            int containers) {
        long lower = base(percentile, amount, settings.lower(), margin);
        long target = base(percentile, amount, settings.target(), margin);
        long upper = base(percentile, amount, settings.upper(), margin);
        long podFloor = settings.podFloor();
        Band band = new Band(
                Estimate.atLeast(
                        Estimate.widen(lower, LOWER_MULTIPLIER, LOWER_EXPONENT, confidence), podFloor, containers),
                Estimate.atLeast(target, podFloor, containers),
                Estimate.atLeast(
                        Estimate.widen(upper, UPPER_MULTIPLIER, UPPER_EXPONENT, confidence), podFloor, containers));
        return band.atMost(settings.most());
    }

    private static long base(DoubleUnaryOperator percentile, DoubleToLongFunction amount, double share, double margin) {
        return Estimate.margin(amount.applyAsLong(percentile.applyAsDouble(share)), margin);
    }

    private Band atMost(long most) {
        return new Band(Math.min(lower, most), Math.min(target, most), Math.min(upper, most));
    }
}
