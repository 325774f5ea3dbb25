package io.flyball.policy.vertical;

import java.time.Instant;
import java.util.Optional;

/** A {@link UsageHistory} in few kilobytes: two histograms of at most 176 buckets, three numbers. */
public record UsageCheckpoint(
        Checkpoint cpu, Checkpoint memory, Optional<Instant> first, Optional<Instant> last, long samples) {}
