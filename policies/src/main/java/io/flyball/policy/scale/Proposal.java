package io.flyball.policy.scale;

import java.util.OptionalInt;

/** What one rule wants, in words; no count when its metric failed. */
public record Proposal(OptionalInt replicas, String reason) {
    public static Proposal of(int replicas, String reason) {
        return new Proposal(OptionalInt.of(replicas), reason);
    }

    public static Proposal failed(String reason) {
        return new Proposal(OptionalInt.empty(), reason);
    }
}
