package io.flyball.planner.optimizer;

import io.flyball.policy.optimizer.OptimizerRound;
import io.flyball.protocol.model.OptimizationFeedback;

/** What became of a question to an optimizer. */
public sealed interface OptimizerAnswer {
    String optimizer();

    /** It recommends, and what it recommends was checked. */
    record Accepted(OptimizerRound round) implements OptimizerAnswer {
        @Override
        public String optimizer() {
            return round.optimizer();
        }
    }

    /** It judged a trial. */
    record Judged(String optimizer, OptimizationFeedback feedback) implements OptimizerAnswer {}

    /** It threw, was late, or answered what it must not: to be disabled. */
    record Refused(String optimizer, String reason) implements OptimizerAnswer {}

    /** It was not asked: unknown, too many questions wait, or a call for somebody else hangs. Not this service's doing. */
    record Unavailable(String optimizer, String reason) implements OptimizerAnswer {}
}
