package io.flyball.simulator.capacity;

import io.flyball.policy.capacity.Usl;
import java.util.Optional;

/**
 * Load that keeps an instance 100 % busy, with its interval. A plan counts on the low end.
 *
 * <p>Example: 95 % interval 430..470 around 450, and a law that says 10 instances carry 4,050 together at 90 %: at 10
 * instances each is counted on for 4,050 / 10 / 0.9 x 430 / 450 = 430.
 *
 * @param low requests per second, above 0
 * @param scaling how the capacity of all at {@code target} grows with their count; empty: in proportion
 * @param target utilization in (0, 1] at which it was learned
 * @param seen highest utilization that was measured (p99); 1 where capacity was given
 */
record Capacity(double low, double likely, double high, Optional<Usl> scaling, double target, double seen) {
    static Capacity given(double capacity) {
        return new Capacity(capacity, capacity, capacity, Optional.empty(), 1, 1);
    }

    /** What one of {@code instances} can be counted on for. */
    double each(int instances) {
        return scaling.map(law -> law.throughput(instances) / instances / target * low / likely)
                .orElse(low);
    }

    Capacity countingOn(double other) {
        return new Capacity(other, likely, high, scaling, target, seen);
    }
}
