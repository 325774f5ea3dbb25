package io.flyball.policy.validate.kayenta;

/**
 * What was found of one metric.
 *
 * @param deviation effect size; 1 when there was nothing to compare
 * @param critical it fails the whole comparison
 * @param reason in words, with the numbers
 */
public record MetricResult(Classification classification, double deviation, boolean critical, String reason) {}
