/** Limits around decisions: what the planner can see, how often it may try, and what must not happen at once. */
package io.flyball.policy.guard;
