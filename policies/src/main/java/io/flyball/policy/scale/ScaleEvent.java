package io.flyball.policy.scale;

import java.time.Instant;

/** A change of the count that was made; {@code change} is negative for a removal. */
public record ScaleEvent(int change, Instant at) {}
