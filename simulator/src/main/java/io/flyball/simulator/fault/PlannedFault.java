package io.flyball.simulator.fault;

/** A fault, whom it hits and when. {@code hit} counts only for a fault that {@link Fault#hitsInstances}. */
public record PlannedFault(Fault fault, Hit hit, Timing timing) {}
