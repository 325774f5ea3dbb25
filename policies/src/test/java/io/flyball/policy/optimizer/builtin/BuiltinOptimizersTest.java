package io.flyball.policy.optimizer.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.policy.optimizer.CustomOptimizer;
import io.flyball.policy.optimizer.NodeWindow;
import io.flyball.policy.optimizer.OptimizerCheck;
import io.flyball.policy.optimizer.OptimizerLimits;
import io.flyball.policy.optimizer.OptimizerRound;
import io.flyball.policy.optimizer.OptimizerRound.Calls;
import io.flyball.policy.optimizer.Parameters;
import io.flyball.policy.optimizer.ServiceWindow;
import io.flyball.policy.optimizer.TrialEffect;
import io.flyball.policy.optimizer.TrialEffect.BeforeAfter;
import io.flyball.policy.optimizer.Windows;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltinOptimizersTest {
    private final OptimizerCheck check = new OptimizerCheck(OptimizerLimits.DEFAULTS);

    @Test
    void areFoundLikeAnybodyElses() {
        assertThat(ServiceLoader.load(CustomOptimizer.class))
                .extracting(CustomOptimizer::name)
                .containsExactlyInAnyOrder("idle-heap", "request-threads");
    }

    @Test
    void threadsGrowWhereTheyAreTheBottleneckMostUrgentFirst() {
        NodeWindow calm =
                Windows.node("n-2", Map.of(Metrics.TOMCAT_THREADS_BUSY, 1.0, Metrics.TOMCAT_THREADS_MAX, 4.0));
        NodeWindow worse = Windows.node(
                "n-3",
                Map.of(
                        Metrics.TOMCAT_THREADS_BUSY, 4.0,
                        Metrics.TOMCAT_THREADS_MAX, 4.0,
                        Metrics.TOMCAT_QUEUE, 50.0));
        OptimizerRound round = ask(new RequestThreadsOptimizer(), Windows.service(Windows.node("n-1"), calm, worse));
        assertThat(round.wanted())
                .extracting(wanted -> wanted.recommendation().node().value())
                .containsExactly("n-3", "n-1");
        assertThat(round.wanted().get(0).settings().settings())
                .containsExactly(new Setting(Knobs.TOMCAT_MAX_THREADS, 6));
        assertThat(round.analysis().findings()).containsExactly("2 of 3 nodes should change");
    }

    @Test
    void parametersAreThePolicysWordAndCheckedWithTheirPath() {
        ServiceWindow window = with(Map.of("factor", "3", "max", "11"));
        assertThat(ask(new RequestThreadsOptimizer(), window)
                        .wanted()
                        .get(0)
                        .settings()
                        .settings())
                .containsExactly(new Setting(Knobs.TOMCAT_MAX_THREADS, 11));
        assertThatThrownBy(() -> ask(new RequestThreadsOptimizer(), with(Map.of("factor", "much"))))
                .hasMessage("parameters.factor = much: must be a number from 1.0 to 4.0");
        assertThatThrownBy(() -> ask(new RequestThreadsOptimizer(), with(Map.of("max", "3"))))
                .hasMessage("parameters.max = 3: must be a whole number from 4 to 100000");
    }

    @Test
    void theDefaultValidationNeverPassesWithoutData() {
        RequestThreadsOptimizer optimizer = new RequestThreadsOptimizer();
        NodeWindow empty = Windows.node("n-1").between(Windows.NOW, Windows.NOW);
        OptimizationFeedback feedback = check.feedback(optimizer.validate(new TrialEffect(
                Windows.want("n-1", new Setting(Windows.POOL, 5)),
                List.of(new BeforeAfter(empty, empty)),
                List.of(),
                12)));
        assertThat(feedback.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(feedback.reasons()).isNotEmpty();
    }

    /** Ours keep the contract whatever the numbers are. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void neverBreakTheContract(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (CustomOptimizer optimizer : ServiceLoader.load(CustomOptimizer.class)) {
            for (int i = 0; i < 5; i++) {
                ServiceWindow window = Windows.random(random);
                OptimizerRound round = ask(optimizer, window);
                for (NodeWindow node : window.nodes()) {
                    var tried = Windows.want(node.id().value(), new Setting(Windows.POOL, 5));
                    var pair = new BeforeAfter(node, node.between(Windows.NOW.minusSeconds(60), Windows.NOW));
                    check.feedback(optimizer.validate(new TrialEffect(tried, List.of(pair), List.of(), 12)));
                }
                assertThat(round.wanted().size())
                        .isLessThanOrEqualTo(window.nodes().size());
            }
        }
    }

    private OptimizerRound ask(CustomOptimizer optimizer, ServiceWindow window) {
        return OptimizerRound.of(optimizer.name(), optimizer, window, check, Calls.PLAIN);
    }

    private static ServiceWindow with(Map<String, String> parameters) {
        ServiceWindow window = Windows.service(Windows.node("n-1"));
        return new ServiceWindow(
                window.service(), window.at(), window.interval(), window.nodes(), new Parameters(parameters));
    }
}
