package io.flyball.policy.limit;

/** How much queue to allow at a limit: more at larger limits, but less than in proportion. */
public final class Roots {
    private Roots() {}

    /** Whole decimal logarithm, at least 1: 9 -> 1, 100 -> 2, 9,999 -> 3. */
    public static int log10(int limit) {
        return limit < 1 ? 1 : Math.max(1, (int) Math.log10(limit));
    }

    /** Whole square root, at least {@code least}: 24 -> 4, 25 -> 5. */
    public static int square(int limit, int least) {
        return Math.max(least, (int) Math.sqrt(Math.max(0, limit)));
    }
}
