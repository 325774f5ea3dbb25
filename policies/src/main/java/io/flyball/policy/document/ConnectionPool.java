package io.flyball.policy.document;

import java.util.Optional;

/**
 * One pool of connections of each node to something that all nodes share.
 *
 * @param knob which pool, e.g. {@code hikari.maximumPoolSize}
 * @param min lowest value ever set
 * @param max highest value ever set
 * @param downstream what the connections go to; empty: without a limit
 */
public record ConnectionPool(String knob, int min, int max, Optional<Downstream> downstream) {
    /**
     * @param name of the database or service
     * @param limit connections that it takes in all
     * @param share of the limit that belongs to this service, (0, 1]
     */
    public record Downstream(String name, int limit, double share) {
        /** Connections of all instances together: 100 x 0.8 = 80. */
        public int budget() {
            return (int) Math.floor(limit * share + 1e-9);
        }
    }
}
