package io.flyball.simulator.plane;

import java.util.Optional;

/**
 * One run.
 *
 * @param digest of everything that happened: the same for the same seed, in every process and on every JDK
 * @param events that were executed
 * @param virtualMillis how long the run was
 * @param invariant short name of what was violated; empty: nothing
 * @param detail of the violation, in words
 */
public record Outcome(
        long seed, long digest, long events, long virtualMillis, Optional<String> invariant, String detail) {
    public boolean holds() {
        return invariant.isEmpty();
    }
}
