/** What shape a workload has, with the numbers that say so. Pure functions over plain values. */
package io.flyball.policy.analyze.pattern;
