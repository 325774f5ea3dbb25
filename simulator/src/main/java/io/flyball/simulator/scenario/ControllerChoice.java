package io.flyball.simulator.scenario;

import io.flyball.policy.document.Policy;
import java.time.Duration;
import java.util.Optional;

/** Who decides in a run. */
public sealed interface ControllerChoice {
    /** As results name it; unique within a scenario. */
    String name();

    /** @param policy empty: the one that {@code flyball} uses for services without a policy of their own */
    record Flyball(String name, Optional<Policy> policy) implements ControllerChoice {}

    /** @param target wanted mean of cpu, (0, 1] */
    record Hpa(String name, double target) implements ControllerChoice {}

    /** HPA with a floor from the days before. */
    record HpaSeasonal(String name, double target) implements ControllerChoice {}

    /** Requests of the single instance, its count left alone. */
    record Vpa(String name) implements ControllerChoice {}

    record Static(String name, int instances) implements ControllerChoice {}

    record None(String name) implements ControllerChoice {}

    /** @param lookAhead empty: twice the start time */
    record Clairvoyant(String name, double target, Optional<Duration> lookAhead) implements ControllerChoice {}
}
