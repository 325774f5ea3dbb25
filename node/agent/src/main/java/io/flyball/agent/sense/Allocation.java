package io.flyball.agent.sense;

import java.util.HashMap;
import java.util.Map;

/**
 * Estimate of the bytes that a JVM allocated: what is in use now and was not before, and what collections took away
 * meanwhile. Never falls, although the heap does: G1 frees regions at the end of a concurrent cycle that no collection
 * accounts for.
 *
 * <p>Each collector's new collections count as much as its own last one. What a full collection freed must not be
 * counted again for the pauses of another collector, or a node looks busy just because it was told to collect.
 *
 * <p>Example: 40 MB in use, then 30 MB, and one collection freed 25 MB meanwhile: 15 MB were allocated.
 */
final class Allocation {
    private final Map<String, Double> counts = new HashMap<>();
    private double freed;
    private double last = Double.NaN;
    private double total;

    /**
     * @param count collections of this collector since its JVM started
     * @param lastFreed bytes that its last collection took away
     */
    void collected(String collector, double count, double lastFreed) {
        Double before = counts.put(collector, count);
        if (before != null && count > before) {
            freed += (count - before) * Math.max(0, lastFreed);
        }
    }

    /** Bytes allocated since the first call. */
    double total(double used) {
        double now = used + freed;
        if (now > last) {
            total += now - last;
        }
        last = now;
        return total;
    }
}
