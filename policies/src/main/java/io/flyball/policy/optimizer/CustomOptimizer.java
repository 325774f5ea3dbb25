package io.flyball.policy.optimizer;

import io.flyball.policy.validate.PeerComparison;
import io.flyball.policy.validate.Question;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Recommendation;
import io.flyball.protocol.model.TuningParameters;
import java.util.List;

/**
 * A tuner of a service's nodes. Found by {@link java.util.ServiceLoader}: a public class with a public constructor
 * without arguments, named in {@code META-INF/services/io.flyball.policy.optimizer.CustomOptimizer}.
 *
 * <pre>
 * analyze -> recommend -> apply -> (the planner's guards, a trial on one node) -> validate -> kept or undone
 * </pre>
 *
 * <p>An optimizer never touches a node. It sees numbers and answers values; the planner turns an answer into a trial with
 * every guard of its own: one node first, then at most the policy's share, budgets, freeze, the node's own envelope. An
 * answer can therefore be refused or wait, and the same question comes again with newer numbers.
 *
 * <p>Contract:
 * <ul>
 *   <li>The answer is a function of the arguments alone. One instance serves all services of a member, and a service
 *       moves between members: what it remembers in fields may be somebody else's or gone.
 *   <li>Calls of one instance never overlap, but may come from different threads.
 *   <li>Every call returns within the deadline (500 ms by default). One that throws, does not return in time, or answers
 *       something that {@link OptimizerCheck} refuses (null, NaN, a knob that the node does not have, a value outside
 *       its bounds, no reasons, too much) is disabled for that service, with the reason in its decisions, until the
 *       policy changes or a long pause is over.
 *   <li>No threads, no files, no network, no clock: the time is {@link ServiceWindow#at()}.
 * </ul>
 *
 * <p>It runs in the member's process: install only what you would run yourself.
 */
public interface CustomOptimizer {
    /** By which policies and decisions name it: 1 to 63 lower-case letters, digits or '-', beginning with a letter. */
    String name();

    /** What the numbers say, in figures and in words; stored with the decisions that follow from it. */
    Analysis analyze(ServiceWindow window);

    /**
     * What to try, most urgent first, at most one per node; empty when all is well. A recommendation names the wanted
     * value of one or several knobs of that node, within its capabilities, and says why with numbers.
     *
     * @param analysis this optimizer's own, of the same window
     */
    List<NodeRecommendation> recommend(ServiceWindow window, Analysis analysis);

    /**
     * The settings to write on this node, in the order in which they must be written, to try {@code recommendation}: its
     * knobs, and actions such as {@code jvm.gc} where the effect needs one. Empty = not now.
     */
    default TuningParameters apply(ServiceWindow window, NodeWindow node, Recommendation recommendation) {
        return recommendation.parameters();
    }

    /**
     * Whether the trial did what was hoped. Without measurements the verdict is INCONCLUSIVE. Unless overridden, the
     * planner's judge. Planners do not ask it yet: their own judge alone decides, so it must not be relied on as a guard.
     */
    default OptimizationFeedback validate(TrialEffect effect) {
        return PeerComparison.judge(new Question(
                effect.tried().aim(),
                effect.treatedSamples(),
                effect.peerSamples(),
                effect.expected(),
                List.of(),
                false));
    }
}
