package io.flyball.policy.limit;

/**
 * A share of a limit for one kind of caller. It binds only while the whole limit is reached, so that what others leave
 * may be used.
 *
 * <p>Example: 0.3 of a limit of 10 is 3; 0.1 of 33 is 4; 0 of anything is 1.
 *
 * @param share [0, 1]
 */
public record Partition(String name, double share) {
    public Partition {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share = " + share + ": must be between 0 and 1");
        }
    }

    public int limit(int whole) {
        return (int) Math.max(1, Math.ceil(whole * share));
    }

    /** @param inside requests of this kind inside; {@code all} of every kind */
    public boolean admits(int whole, int all, int inside) {
        return all < whole || inside < limit(whole);
    }
}
