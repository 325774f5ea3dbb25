/** How much of each resource of a JVM is used: for people, before they ask what limits it. Pure functions. */
package io.flyball.policy.analyze.utilization;
