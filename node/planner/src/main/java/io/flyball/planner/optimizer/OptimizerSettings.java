package io.flyball.planner.optimizer;

import io.flyball.policy.optimizer.OptimizerLimits;
import java.time.Duration;

/**
 * Bounds of the optimizers of one member.
 *
 * @param deadline within which each call returns
 * @param waiting most questions that wait for one optimizer
 * @param mostOptimizers further ones are not loaded: each may cost a thread
 * @param loadWithin time to make one optimizer and ask its name
 */
public record OptimizerSettings(
        Duration deadline, int waiting, int mostOptimizers, Duration loadWithin, OptimizerLimits limits) {
    public static final OptimizerSettings DEFAULTS =
            new OptimizerSettings(Duration.ofMillis(500), 64, 32, Duration.ofSeconds(5), OptimizerLimits.DEFAULTS);

    public OptimizerSettings {
        positive("deadline", deadline);
        positive("load-within", loadWithin);
        if (waiting < 1) {
            throw new IllegalArgumentException("waiting = " + waiting + ": must be at least 1");
        }
        if (mostOptimizers < 1) {
            throw new IllegalArgumentException("most-optimizers = " + mostOptimizers + ": must be at least 1");
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " = " + value + ": must be longer than zero");
        }
    }

    public OptimizerSettings withDeadline(Duration other) {
        return new OptimizerSettings(other, waiting, mostOptimizers, loadWithin, limits);
    }
}
