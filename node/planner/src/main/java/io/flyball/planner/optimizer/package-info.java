/**
 * Where optimizers run that others may have written: found, loaded, and each kept on a thread of its own with a deadline,
 * so that one that throws, hangs or answers nonsense harms nobody. What their answers mean is decided in
 * {@code policy.optimizer}.
 */
package io.flyball.planner.optimizer;
