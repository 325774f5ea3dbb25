package io.flyball.planner.service;

import io.flyball.policy.optimizer.OptimizerRound;
import java.util.Optional;

/**
 * What became of a question to an optimizer.
 *
 * @param round its accepted answer; empty = there is none
 * @param reason why there is none
 * @param disable it threw, was late or answered what it must not
 */
record OptimizerReply(String optimizer, Optional<OptimizerRound> round, String reason, boolean disable) {
    static OptimizerReply of(OptimizerRound round) {
        return new OptimizerReply(round.optimizer(), Optional.of(round), "", false);
    }
}
