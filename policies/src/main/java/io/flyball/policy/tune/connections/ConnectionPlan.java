package io.flyball.policy.tune.connections;

import io.flyball.protocol.model.Setting;
import java.util.List;

/**
 * New sizes of the pools of one service, in two waves.
 *
 * @param shrink first: in any order
 * @param grow only when all of {@code shrink} took effect, those that need most first; at no moment do the pools exceed the budget,
 *     or what they were when they exceeded it already
 * @param budget connections that all instances may have together
 * @param reserved of them kept for instances that start, or may be started
 */
public record ConnectionPlan(List<Resize> shrink, List<Resize> grow, long budget, long reserved, List<String> reasons) {
    public ConnectionPlan {
        shrink = List.copyOf(shrink);
        grow = List.copyOf(grow);
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons: must not be empty");
        }
    }

    /** One node's pool. */
    public record Resize(String node, long from, Setting setting) {}

    public boolean isChange() {
        return !shrink.isEmpty() || !grow.isEmpty();
    }
}
