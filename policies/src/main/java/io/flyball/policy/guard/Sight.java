package io.flyball.policy.guard;

import java.util.Optional;

/**
 * How much of the service the planner sees. When more than 40 % of the nodes are unhealthy or unseen, the view is more
 * likely wrong than the world: then nothing but growth is allowed. Missing data never shrinks anything.
 *
 * @param known nodes that should be there
 * @param healthy of them, those with a fresh sample that are ready
 * @param stale of them, those without a fresh sample
 */
public record Sight(int known, int healthy, int stale) {
    public static final double LARGEST_UNSEEN_SHARE = 0.4;

    public Sight {
        if (healthy < 0 || stale < 0 || healthy + stale > known) {
            throw new IllegalArgumentException(
                    "healthy + stale = " + (healthy + stale) + ": must be within the " + known + " nodes known");
        }
    }

    /** Why nothing but growth is allowed. */
    public Optional<String> onlyGrowth() {
        if (known == 0) {
            return Optional.of("no node is known");
        }
        int lost = known - healthy;
        return lost > known * LARGEST_UNSEEN_SHARE
                ? Optional.of(
                        "%d of %d nodes are unhealthy or unseen, more than 40%%: the view may be wrong, only growth is allowed"
                                .formatted(lost, known))
                : Optional.empty();
    }

    /** Why nothing may shrink. */
    public Optional<String> noShrink() {
        return onlyGrowth()
                .or(() -> stale > 0
                        ? Optional.of("%d of %d nodes have no fresh sample: missing data never shrinks"
                                .formatted(stale, known))
                        : Optional.empty());
    }
}
