package io.flyball.policy.forecast;

import java.util.OptionalInt;

/**
 * The season of a series, or that it has none.
 *
 * @param period points per season
 * @param strength autocorrelation at the period, in [-1, 1]; 0 without season
 * @param reason in words, with the numbers
 */
public record Season(OptionalInt period, double strength, String reason) {
    static Season none(String reason) {
        return new Season(OptionalInt.empty(), 0, reason);
    }
}
