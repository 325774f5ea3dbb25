package io.flyball.policy.optimizer;

import io.flyball.protocol.model.TuningParameters;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * One accepted answer of an optimizer: analyze, recommend and, for each recommendation, apply.
 *
 * @param at time of the window that it saw
 */
public record OptimizerRound(String optimizer, Instant at, Analysis analysis, List<Wanted> wanted) {
    /** @param settings to write, in order; empty = not now */
    public record Wanted(NodeRecommendation recommendation, TuningParameters settings) {}

    public OptimizerRound {
        wanted = List.copyOf(wanted);
    }

    /**
     * Asks {@code optimizer} and checks everything it answers. Runs foreign code: whoever calls this sees to it that a
     * throw and a hang harm nobody.
     *
     * @param call told before each call which one it is
     */
    public static OptimizerRound of(
            String name, CustomOptimizer optimizer, ServiceWindow window, OptimizerCheck check, Calls call) {
        Analysis analysis = call.in("analyze", () -> check.analysis(optimizer.analyze(window)));
        List<NodeRecommendation> recommendations =
                call.in("recommend", () -> check.recommendations(window, optimizer.recommend(window, analysis)));
        List<Wanted> wanted = call.in(
                "apply",
                () -> recommendations.stream()
                        .map(recommendation -> wanted(optimizer, window, recommendation, check))
                        .toList());
        return new OptimizerRound(name, window.at(), analysis, wanted);
    }

    private static Wanted wanted(
            CustomOptimizer optimizer, ServiceWindow window, NodeRecommendation answer, OptimizerCheck check) {
        NodeWindow node = window.node(answer.node()).orElseThrow();
        TuningParameters settings = optimizer.apply(window, node, answer.recommendation());
        return new Wanted(answer, check.parameters(node, answer.recommendation(), settings));
    }

    /** What surrounds each call of an optimizer: a deadline, a name for messages. */
    public interface Calls {
        Calls PLAIN = new Calls() {
            @Override
            public <T> T in(String method, Supplier<T> body) {
                return body.get();
            }
        };

        <T> T in(String method, Supplier<T> body);
    }
}
