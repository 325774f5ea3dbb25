/** The tuners that come with the planner, by the contract that everybody else's optimizers have. */
package io.flyball.policy.optimizer.builtin;
