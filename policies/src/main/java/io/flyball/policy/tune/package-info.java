/** What to try on the knobs of a node: pool sizes climb measured throughput, idle heap goes back. Pure functions. */
package io.flyball.policy.tune;
