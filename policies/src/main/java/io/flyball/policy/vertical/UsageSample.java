package io.flyball.policy.vertical;

import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.time.Instant;

/**
 * What one instance used.
 *
 * @param instance which one; a new name after a restart
 * @param cores processors busy, mean over the sample; NaN = not measured
 * @param bytes memory in use; NaN = not measured
 */
public record UsageSample(String instance, Instant at, double cores, double bytes) {
    /** Processors and resident memory of a node's sample. */
    public static UsageSample of(String instance, Sample sample) {
        return new UsageSample(
                instance,
                sample.at(),
                sample.value(Metrics.CPU_CORES).orElse(Double.NaN),
                sample.value(Metrics.RSS).orElse(Double.NaN));
    }
}
