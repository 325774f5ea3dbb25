package io.flyball.policy.forecast;

import java.util.Arrays;

/**
 * Compares every complete bucket with the upper forecast that was made for it, between two refits.
 *
 * <p>At 95 %, 6 of 20 buckets above have a probability below 1 in 1,000 (binomial, independent): then the proof is void.
 *
 * @param issued upper forecasts whose buckets are still to come, the nearest first; NaN when there was none
 * @param above one bit for each of the last buckets compared, the newest lowest
 */
record ProofWatch(double[] issued, int above) {
    private static final int WATCHED = 20;
    private static final int MOST_ABOVE = 5;

    static ProofWatch of(int steps) {
        double[] issued = new double[steps];
        Arrays.fill(issued, Double.NaN);
        return new ProofWatch(issued, 0);
    }

    /** A bucket was completed and measured {@code load}; NaN is no evidence. */
    ProofWatch measured(double load) {
        double upper = issued[0];
        double[] rest = Arrays.copyOfRange(issued, 1, issued.length + 1);
        rest[issued.length - 1] = Double.NaN;
        boolean evidence = Double.isFinite(load) && Double.isFinite(upper);
        int bits = evidence ? ((above << 1) | (load > upper ? 1 : 0)) & ((1 << WATCHED) - 1) : above;
        return new ProofWatch(rest, bits);
    }

    /** {@code upper} was forecast for the farthest bucket. */
    ProofWatch issue(double upper) {
        double[] longer = issued.clone();
        longer[longer.length - 1] = upper;
        return new ProofWatch(longer, above);
    }

    int countAbove() {
        return Integer.bitCount(above);
    }

    boolean isVoid() {
        return countAbove() > MOST_ABOVE;
    }

    String words() {
        return "%d of the last %d buckets were above the upper forecast, at most %d are believable"
                .formatted(countAbove(), WATCHED, MOST_ABOVE);
    }
}
