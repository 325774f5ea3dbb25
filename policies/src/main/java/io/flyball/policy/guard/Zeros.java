package io.flyball.policy.guard;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Zero everywhere is suspicious, not idle: a broken probe or a lost load balancer looks like that. */
public final class Zeros {
    private Zeros() {}

    /**
     * @param newest the newest reading of each node
     * @param wasMore whether any node read more over the time that zeros must last to be believed
     */
    public static Optional<String> suspicious(String metric, double[] newest, BooleanSupplier wasMore) {
        boolean allZero = newest.length > 0 && Arrays.stream(newest).allMatch(value -> value == 0);
        return allZero && wasMore.getAsBoolean()
                ? Optional.of(metric + ": zero at every node all at once, which is suspicious: not taken for idle")
                : Optional.empty();
    }
}
