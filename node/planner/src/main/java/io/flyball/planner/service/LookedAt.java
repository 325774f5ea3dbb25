package io.flyball.planner.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which nodes a tick looks at closely: all of a small fleet, of a large one the next {@value #MOST} in turn, so that
 * the cost of a tick is bounded. A fleet of 1,000 nodes is gone through in eight ticks.
 */
final class LookedAt {
    static final int MOST = 128;

    private LookedAt() {}

    static List<Node> of(Instant now, Duration interval, List<Node> nodes) {
        if (nodes.size() <= MOST) {
            return nodes;
        }
        int parts = (nodes.size() + MOST - 1) / MOST;
        long tick = now.toEpochMilli() / Math.max(1, interval.toMillis());
        int from = (int) Math.floorMod(tick, (long) parts) * MOST;
        return nodes.subList(from, Math.min(nodes.size(), from + MOST));
    }
}
