package io.flyball.policy.document;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Requests of CPU and memory per instance, recommended from decaying histograms as Kubernetes' VPA does.
 *
 * @param halfLife after which a sample counts half
 * @param margin added to each percentile, as a share
 * @param apply false: recommend only
 */
public record VerticalConfig(Percentiles cpu, Percentiles memory, Duration halfLife, double margin, boolean apply) {
    /**
     * @param target percentile of use that is requested, (0, 1)
     * @param lower percentile below which a request is too small
     * @param upper percentile above which it is too large
     * @param min least request: cores or bytes
     * @param max largest request; empty: without a bound
     */
    public record Percentiles(double target, double lower, double upper, double min, OptionalDouble max) {}
}
