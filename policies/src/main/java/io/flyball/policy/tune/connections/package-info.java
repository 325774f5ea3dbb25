/** Pools of connections to something that all instances of a service share, under its budget. */
package io.flyball.policy.tune.connections;
