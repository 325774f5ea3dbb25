package io.flyball.policy.tune;

/**
 * A heap under load. Missing = NaN, never 0.
 *
 * @param live bytes in use after a collection of the old generation
 * @param collection share of processor time spent in collections, [0, 1]
 */
public record HeapReading(double live, double collection) {}
