package io.flyball.policy.guard;

import java.util.Collection;
import java.util.Optional;

/** Zero everywhere is suspicious, not idle: a broken probe or a lost load balancer looks like that. */
public final class Zeros {
    private Zeros() {}

    /** @param recent readings of all nodes over the time that zeros must last to be believed */
    public static Optional<String> suspicious(String metric, Collection<Double> newest, Collection<Double> recent) {
        boolean allZero = !newest.isEmpty() && newest.stream().allMatch(value -> value == 0);
        boolean wasMore = recent.stream().anyMatch(value -> value > 0);
        return allZero && wasMore
                ? Optional.of(metric + ": zero at every node all at once, which is suspicious: not taken for idle")
                : Optional.empty();
    }
}
