package io.flyball.simulator.capacity;

/**
 * How many instances may be gone at the peak: {@code spare} of them, or with several zones all that stand in the largest.
 *
 * <p>Example: 7 instances in 3 zones: 3 may go at once, 4 carry the load.
 *
 * @param spare 0 or more
 * @param zones 1 or more; 1: none fails as a whole
 */
public record Failure(int spare, int zones) {
    public Failure {
        if (spare < 0 || zones < 1) {
            throw new IllegalArgumentException(
                    "spare = %d, zones = %d: must be 0 or more, and 1 or more".formatted(spare, zones));
        }
    }

    int left(int instances) {
        int lost = Math.max(spare, zones > 1 ? (instances + zones - 1) / zones : 0);
        return Math.max(0, instances - lost);
    }
}
