package io.flyball.planner.optimizer;

import io.flyball.policy.optimizer.CustomOptimizer;

/**
 * An optimizer ready to be asked.
 *
 * @param name as it told when it was loaded; it is not asked again
 * @param source where it came from: {@code built in} or the name of a jar file
 */
public record LoadedOptimizer(String name, String source, CustomOptimizer optimizer) {}
