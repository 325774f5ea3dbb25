package io.flyball.policy.document;

import java.time.Duration;

/**
 * Heap of each node.
 *
 * @param idleGiveBack give heap back while the node is idle, restore it on the first sign of load
 * @param idleFor how long a node must have been idle
 * @param idleAllocationBelow bytes allocated per second below which a node is idle
 * @param idleThroughputBelow requests per second below which a node is idle
 */
public record MemoryOptimization(
        boolean idleGiveBack, Duration idleFor, double idleAllocationBelow, double idleThroughputBelow) {}
