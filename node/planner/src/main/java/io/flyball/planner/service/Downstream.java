package io.flyball.planner.service;

import io.flyball.policy.document.ConnectionPool;
import io.flyball.policy.document.Policy;
import io.flyball.policy.scale.Decision;
import java.util.List;
import java.util.OptionalLong;

/**
 * No more instances than the databases take connections: {@code count x pool size <= share x limit}.
 *
 * <p>Example: 100 connections, share 0.8: 80. Four instances with 16 each have 64; with 16 for one more it is 80, so five
 * may run.
 */
final class Downstream {
    private Downstream() {}

    static Decision limit(Turn turn, Decision wanted) {
        Decision limited = wanted;
        for (ConnectionPool pool : turn.policy.map(Policy::connections).orElse(List.of())) {
            if (pool.downstream().isPresent() && limited.grows()) {
                limited = limit(turn, pool, pool.downstream().get(), limited);
            }
        }
        return limited;
    }

    private static Decision limit(
            Turn turn, ConnectionPool pool, ConnectionPool.Downstream downstream, Decision wanted) {
        long largest = 0;
        long present = 0;
        int seen = 0;
        for (Node node : turn.nodes) {
            OptionalLong size = node.value(pool.knob());
            largest = Math.max(largest, size.orElse(0));
            present += size.orElse(0);
            seen += size.isPresent() ? 1 : 0;
        }
        if (largest <= 0) {
            return wanted; // nobody has such a pool
        }
        long taken = present + Math.max(0, wanted.current() - seen) * largest;
        long most = wanted.current() + Math.max(0, downstream.budget() - taken) / largest;
        return wanted.desired() <= most
                ? wanted
                : wanted.retarget(
                        (int) most,
                        "%s takes %d connections, %.0f%% of them for this service: %d; %d are taken, %d for each one"
                                + " more: at most %d instances",
                        downstream.name(),
                        downstream.limit(),
                        downstream.share() * 100,
                        downstream.budget(),
                        taken,
                        largest,
                        most);
    }
}
