package io.flyball.simulator.fault;

import io.flyball.simulator.traffic.Must;

/**
 * How many of the instances a fault hits: a count, or a share of those that exist, rounded up. 10 % of 25 are 3.
 *
 * @param count 0 where {@code share} counts
 */
public record Hit(int count, double share) {
    public static final Hit ONE = count(1);
    public static final Hit ALL = share(1);
    private static final double ROUNDING = 1e-9;

    public static Hit count(int count) {
        return new Hit(Must.that(count >= 1, "count", count, "at least 1"), 0);
    }

    public static Hit share(double share) {
        return new Hit(0, Must.share("share", share));
    }

    public int of(int instances) {
        int hit = count > 0 ? count : (int) Math.ceil(share * instances - ROUNDING);
        return Math.min(instances, hit);
    }
}
