package io.flyball.policy.document;

import java.time.Duration;
import java.util.Optional;

/**
 * One cache of each node.
 *
 * @param knob its size, e.g. {@code app.orders.maximumSize}; empty: the one cache that the service offers
 * @param minSize smallest size ever set, in the unit of the knob
 * @param maxSize largest size ever set
 * @param policy which entry leaves first; empty: left alone
 * @param ttl how long an entry lives; empty: left alone
 */
public record CacheOptimization(
        Optional<String> knob, long minSize, long maxSize, Optional<Eviction> policy, Optional<Duration> ttl) {
    /** Which entry leaves first. */
    public enum Eviction {
        LRU,
        LFU,
        TINYLFU,
        FIFO
    }
}
