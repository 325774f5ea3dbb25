package io.flyball.policy.scale;

import java.util.OptionalDouble;

/** One instance and the metric that a rule looks at; a starting one is not {@code ready}. */
public record InstanceReading(String name, OptionalDouble value, boolean ready) {}
