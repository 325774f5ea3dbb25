package io.flyball.policy.document;

import java.time.Duration;

/**
 * A bound on one metric with a time it must be broken for, and hysteresis.
 *
 * <p>Worked example: {@code {above: 0.85, for: 1m, clear: 0.8}} is broken after one minute above 0.85, and whole again
 * only at 0.8 or less.
 *
 * @param above true: broken above {@code value}, false: broken below it
 * @param lasting how long it must be broken
 * @param clear value at which it is whole again: not above {@code value} where {@code above}, else not below it
 */
public record Threshold(String metric, boolean above, double value, Duration lasting, double clear) {}
