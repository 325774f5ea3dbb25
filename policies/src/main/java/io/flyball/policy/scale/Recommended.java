package io.flyball.policy.scale;

import java.time.Instant;

/** A count that the rules wanted at some time, before any guard. */
public record Recommended(int replicas, Instant at) {}
