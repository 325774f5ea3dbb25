package io.flyball.agent.sense;

import java.util.HashMap;
import java.util.Map;

/**
 * Bytes that collections took away since the first look. Each collector's new collections count as much as its own
 * last one: what a full collection freed must not be counted again for the pauses of another collector, or a node
 * looks busy just because it was told to collect.
 */
final class Reclaimed {
    private final Map<String, Double> counts = new HashMap<>();
    private double bytes;

    /**
     * @param count collections of this collector since its JVM started
     * @param lastFreed bytes that its last collection took away
     */
    void saw(String collector, double count, double lastFreed) {
        Double before = counts.put(collector, count);
        if (before != null && count > before) {
            bytes += (count - before) * Math.max(0, lastFreed);
        }
    }

    double bytes() {
        return bytes;
    }
}
