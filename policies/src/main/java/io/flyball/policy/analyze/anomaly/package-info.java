/**
 * Streaming anomalies: how unlike everything before is the newest sample of one metric of one service?
 *
 * <p>Seven {@link io.flyball.policy.analyze.anomaly.Witness witnesses} look at the sample in different ways (its value,
 * the shape of the last samples, level, spread, time of day, jump, new extreme). Each says how rare what it sees is among
 * what it saw before, as {@code -log10} of a conformal p-value; the four strongest are averaged, and
 * {@link io.flyball.policy.analyze.anomaly.Attention} keeps one event from alarming twice and a noisy series from alarming
 * all the time.
 *
 * <p>What must not enter: anything that looks at later samples, a clock, or the total length of a series.
 */
package io.flyball.policy.analyze.anomaly;
