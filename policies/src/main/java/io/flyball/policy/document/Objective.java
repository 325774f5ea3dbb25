package io.flyball.policy.document;

/** A promise to users: {@code metric} stays below {@code below} (seconds, ratio or bytes). */
public record Objective(String metric, double below) {}
