/**
 * Numeric routines that several policies share: distributions, ranks, quantiles, tests. Static pure functions on plain
 * arrays; one idea per file; nothing here knows a metric, a node or a decision.
 */
package io.flyball.policy.math;
