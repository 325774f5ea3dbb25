package io.flyball.protocol.model;

/** An attribute that shows whether a setting took effect, e.g. {@code currentThreadCount} 4 -> 6. */
public record EffectReading(String attribute, double before, double after) {}
