package io.flyball.protocol.model;

import java.util.List;

/**
 * Measured effect of a change. Impacts are relative changes against the expectation from untouched
 * peers (0.25 = 25 % more); positive is better; NaN where nothing was measured.
 */
public record OptimizationFeedback(
        PerformanceMetrics before,
        PerformanceMetrics after,
        double performanceImpact,
        double costImpact,
        double reliabilityImpact,
        Verdict verdict,
        List<String> reasons) {
    public OptimizationFeedback {
        reasons = List.copyOf(reasons);
    }
}
