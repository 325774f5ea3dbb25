package io.flyball.policy.vertical;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A histogram in few bytes: weights relative to the heaviest bucket, which is {@value #HEAVIEST}; lighter than half a
 * ten-thousandth is left out. At most one entry per bucket, 176 with the default buckets.
 *
 * @param total weight of all buckets together
 * @param weights by bucket
 * @param reference the time to which weights are decayed; empty for a histogram that saw nothing or does not decay
 */
public record Checkpoint(double total, Map<Integer, Long> weights, Optional<Instant> reference) {
    /** Stored weight of the heaviest bucket. */
    public static final int HEAVIEST = 10_000;

    public static final Checkpoint EMPTY = new Checkpoint(0, Map.of(), Optional.empty());

    public Checkpoint {
        weights = Map.copyOf(weights);
    }

    /** In order of buckets, for formats that want the same bytes every time. */
    public Map<Integer, Long> sorted() {
        return new TreeMap<>(weights);
    }
}
