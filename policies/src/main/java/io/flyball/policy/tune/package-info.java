/**
 * What to try on the knobs of a node: pool sizes climb measured throughput, heaps follow what is live, idle heap goes back.
 * Pure functions.
 */
package io.flyball.policy.tune;
