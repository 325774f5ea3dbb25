package io.flyball.policy.document;

/** One way to propose an instance count. */
public sealed interface ScalingRule {
    String metric();

    /** Keep the mean of a ratio metric at {@code target}, as HPA's Utilization target. */
    record Resource(String metric, double target) implements ScalingRule {}

    /** Keep the mean of an absolute metric per instance at {@code perInstance}, as HPA's AverageValue target. */
    record Load(String metric, double perInstance) implements ScalingRule {}
}
