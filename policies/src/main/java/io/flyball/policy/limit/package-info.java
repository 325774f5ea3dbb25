/**
 * Admission limits: how many requests to let in at once, from measured round-trip times. State machines as values: a
 * state and a sample give the next state and the reason. Advice only: pools are sized by throughput, not by these.
 */
package io.flyball.policy.limit;
