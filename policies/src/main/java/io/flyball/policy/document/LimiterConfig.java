package io.flyball.policy.document;

/**
 * Advice on a limit of concurrent requests; advice only, nothing is applied.
 *
 * @param minLimit lowest limit advised
 * @param maxLimit highest limit advised
 */
public record LimiterConfig(Algorithm algorithm, int minLimit, int maxLimit) {
    /** Published algorithms. */
    public enum Algorithm {
        NONE,
        VEGAS,
        GRADIENT2,
        AIMD,
        ENVOY
    }
}
