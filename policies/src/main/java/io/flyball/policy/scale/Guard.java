package io.flyball.policy.scale;

/** A limit around what the rules want. It adds its reason when it has an effect, and only then. */
@FunctionalInterface
public interface Guard {
    Decision limit(Decision wanted);
}
