package io.flyball.policy.document;

import java.time.Duration;
import java.util.Optional;

/**
 * Heap of each node.
 *
 * @param idleGiveBack give heap back while the node is idle, restore it on the first sign of load
 * @param idleFor how long a node must have been idle
 * @param idleAllocationBelow bytes allocated per second below which a node is idle
 * @param idleThroughputBelow requests per second below which a node is idle
 * @param heap sizes of the heap; empty: left alone
 * @param fleet one budget of heap shared by the nodes; empty: none
 * @param cache one cache of each node; empty: left alone
 * @param advice which launch-time choices may be recommended
 */
public record MemoryOptimization(
        boolean idleGiveBack,
        Duration idleFor,
        double idleAllocationBelow,
        double idleThroughputBelow,
        Optional<HeapBounds> heap,
        Optional<HeapFleet> fleet,
        Optional<CacheOptimization> cache,
        LaunchAdvice advice) {
    /** The simple form: only idle heap is managed. */
    public MemoryOptimization(
            boolean idleGiveBack, Duration idleFor, double idleAllocationBelow, double idleThroughputBelow) {
        this(
                idleGiveBack,
                idleFor,
                idleAllocationBelow,
                idleThroughputBelow,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PolicyDefaults.LAUNCH_ADVICE);
    }

    /**
     * @param initial smallest heap, bytes
     * @param maximum largest heap, bytes
     * @param increment sizes are multiples of this, bytes
     * @param softMaxTimesLive least soft maximum as a multiple of the live set, at least 1.5
     */
    public record HeapBounds(long initial, long maximum, long increment, double softMaxTimesLive) {}

    /**
     * The square-root rule: beyond its live set L each node gets a share of {@code total} in proportion to
     * sqrt(L x allocation rate).
     *
     * @param total bytes of heap of all nodes together
     */
    public record HeapFleet(boolean squareRoot, long total) {}

    /**
     * What may be recommended for the next start of a node; nothing of it changes a running JVM.
     *
     * @param collector choice of the collector
     * @param stringDeduplication one copy of equal strings
     * @param compactHeaders smaller object headers
     */
    public record LaunchAdvice(boolean collector, boolean stringDeduplication, boolean compactHeaders) {}
}
