/** Flags of the next start of a JVM: heap, collector, compression, and in which order to restart. Plans, never acts. */
package io.flyball.policy.tune.launch;
