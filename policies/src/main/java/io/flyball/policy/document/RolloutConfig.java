package io.flyball.policy.document;

import java.time.Duration;
import java.util.List;

/**
 * How a new revision of this policy spreads over the nodes.
 *
 * @param waves each at least as large as the one before
 * @param bake time between two waves
 * @param judgedBy metrics that are compared between waves
 */
public record RolloutConfig(List<Wave> waves, Duration bake, List<String> judgedBy) {
    public RolloutConfig {
        waves = List.copyOf(waves);
        judgedBy = List.copyOf(judgedBy);
    }

    /** @param amount nodes, or a share in (0, 1] of them where {@code isShare} */
    public record Wave(boolean isShare, double amount) {
        /** Nodes of this wave in a service of {@code nodes}: 25 % of 10 are 3, one node at least. */
        public int of(int nodes) {
            return isShare ? Math.max(1, (int) Math.ceil(amount * nodes - 1e-9)) : (int) Math.min(amount, nodes);
        }
    }
}
