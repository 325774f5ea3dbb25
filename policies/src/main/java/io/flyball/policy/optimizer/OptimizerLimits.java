package io.flyball.policy.optimizer;

/**
 * How much an optimizer may answer.
 *
 * @param recommendations most nodes in one answer
 * @param settings most settings of one node
 * @param reasons most reasons, or findings
 * @param text longest reason in characters
 * @param figures most figures of an analysis
 */
public record OptimizerLimits(int recommendations, int settings, int reasons, int text, int figures) {
    public static final OptimizerLimits DEFAULTS = new OptimizerLimits(256, 8, 16, 2_000, 64);
}
