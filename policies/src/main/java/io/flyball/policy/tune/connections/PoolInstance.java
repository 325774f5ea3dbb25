package io.flyball.policy.tune.connections;

/**
 * A node's pool of connections. Missing = NaN, never 0.
 *
 * @param size most connections now, in force or on trial
 * @param active connections in use at the busiest moment of the window
 * @param pending threads that wait for one
 */
public record PoolInstance(String node, long size, double active, double pending) {
    private static final long MOST = 1_000_000_000;

    public PoolInstance {
        size = Math.max(0, Math.min(MOST, size));
    }

    boolean isMeasured() {
        return active >= 0 && Double.isFinite(active) && pending >= 0 && Double.isFinite(pending);
    }

    boolean isWaiting() {
        return isMeasured() && pending > 0;
    }
}
