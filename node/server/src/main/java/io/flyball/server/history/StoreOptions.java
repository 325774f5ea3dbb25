package io.flyball.server.history;

import java.time.Duration;

/**
 * What the store is given of the machine.
 *
 * @param writeBufferBytes rows in memory before they go to a file; also the most that a start has to replay
 * @param cacheBytes blocks of files kept in memory, indexes among them
 * @param reserveBytes room on the disk below which appends are refused, so that the library itself never runs out of it
 */
record StoreOptions(long writeBufferBytes, long cacheBytes, long reserveBytes) {
    static final StoreOptions DEFAULT = new StoreOptions(32L << 20, 32L << 20, 32L << 20);
    /** How often a store that takes no rows looks for room. */
    static final Duration PROBE_EVERY = Duration.ofSeconds(1);
}
