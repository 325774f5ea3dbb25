/**
 * Optimizers that others write, and ours by the same contract: what one sees, what it may answer, and how an answer is
 * checked before anybody acts on it. Plain values only; who calls them, with which deadline, is the planner's business.
 */
package io.flyball.policy.optimizer;
