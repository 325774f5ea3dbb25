package io.flyball.policy.headroom;

/**
 * What the load will not exceed.
 *
 * @param load now; NaN when it was not measured
 * @param value that is not exceeded within the horizon in a share of {@code quantile} of the cases; NaN when not known
 * @param reason the evidence, or why nothing is known
 */
public record Upper(double load, double value, String reason) {
    public boolean isKnown() {
        return Double.isFinite(value);
    }
}
