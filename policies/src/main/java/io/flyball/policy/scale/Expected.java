package io.flyball.policy.scale;

import java.time.Duration;

/**
 * What a forecast says of a metric, or why it may not be used.
 *
 * @param value most likely sum over all instances at any time up to the horizon
 * @param upper the quantile that is planned for
 * @param isQualified it was better on this service than assuming that everything repeats
 * @param isProvenToRelease it was so for long enough to take capacity away on its word
 * @param reason the evidence, or why it does not qualify
 */
public record Expected(
        double value, double upper, Duration horizon, boolean isQualified, boolean isProvenToRelease, String reason) {
    public static Expected unknown(String reason) {
        return new Expected(Double.NaN, Double.NaN, Duration.ZERO, false, false, reason);
    }
}
