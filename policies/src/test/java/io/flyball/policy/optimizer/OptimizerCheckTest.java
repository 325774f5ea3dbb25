package io.flyball.policy.optimizer;

import static io.flyball.policy.optimizer.Windows.N1;
import static io.flyball.policy.optimizer.Windows.POOL;
import static io.flyball.policy.optimizer.Windows.want;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.policy.optimizer.OptimizerCheck.RefusedAnswer;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.PerformanceMetrics;
import io.flyball.protocol.model.Recommendation;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.TuningParameters;
import io.flyball.protocol.model.Verdict;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerCheckTest {
    private final OptimizerCheck check = new OptimizerCheck(OptimizerLimits.DEFAULTS);
    private final NodeWindow node = Windows.node("n-1");
    private final ServiceWindow window = Windows.service(node);

    @Test
    void acceptsWhatKeepsTheContract() {
        List<NodeRecommendation> answer = List.of(want("n-1", new Setting(POOL, 20), new Setting(Knobs.GC_RUN, 1)));
        assertThat(check.recommendations(window, answer)).isEqualTo(answer);
        assertThat(check.recommendations(window, List.of())).isEmpty();
        assertThat(check.analysis(new Analysis(Map.of("busy", 0.9), List.of("busy")))
                        .figures())
                .containsEntry("busy", 0.9);
    }

    @Test
    void namesPathValueAndRuleOfWhatItRefuses() {
        refuses("recommendations = null: must be present", (List<NodeRecommendation>) null);
        refuses("recommendations[0] = null: must be present", Collections.singletonList(null));
        refuses(
                "recommendations[0].parameters.app.orders.size = 51: must be 1 to 50, which n-1 allows",
                want("n-1", new Setting(POOL, 51)));
        refuses(
                "recommendations[0].parameters.app.orders.size = 0: must be 1 to 50, which n-1 allows",
                want("n-1", new Setting(POOL, Math.round(Double.NaN))));
        refuses(
                "recommendations[0].parameters.app.other = 5: must be of a knob that n-1 has",
                want("n-1", new Setting("app.other", 5)));
        refuses(
                "recommendations[0].parameters.app.locked.size = 6: must be of a knob that n-1 can turn: no setter",
                want("n-1", new Setting("app.locked.size", 6)));
        refuses(
                "recommendations[0].parameters.app.orders.size = 6: must be given once",
                want("n-1", new Setting(POOL, 5), new Setting(POOL, 6)));
        refuses(
                "recommendations[0].node = n-9: must be a node of the window that was asked about",
                want("n-9", new Setting(POOL, 5)));
        refuses(
                "recommendations[1].node = n-1: must be named once",
                want("n-1", new Setting(POOL, 5)),
                want("n-1", new Setting(POOL, 6)));
        refuses("recommendations[0].parameters = empty: must be 1 to 8 settings", want("n-1"));
        refuses("recommendations[0].kind = INSTANCES: must be a kind of node setting", with(Kind.INSTANCES, "why"));
        refuses("recommendations[0].kind = null: must be present", with(null, "why"));
        refuses("recommendations[0].reasons = empty: must be 1 to 16", with(Kind.CUSTOM));
        refuses("recommendations[0].reasons = ' ': must be words", with(Kind.CUSTOM, " "));
        refuses(
                "recommendations[0].reasons = 'xxxxxxxxxxxxxxxxxxxx...': must be at most 2000 characters",
                with(Kind.CUSTOM, "x".repeat(2_001)));
        refuses(
                "recommendations[0].aim = null: must be present",
                new NodeRecommendation(
                        N1, null, want("n-1", new Setting(POOL, 5)).recommendation()));
    }

    @Test
    void neverWalksAnEndlessListToItsEnd() {
        List<NodeRecommendation> endless = new AbstractList<>() {
            @Override
            public NodeRecommendation get(int index) {
                return want("n-" + index, new Setting(POOL, 5));
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };
        NodeWindow[] nodes = new NodeWindow[300];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = Windows.node("n-" + i);
        }
        assertThatThrownBy(() -> check.recommendations(Windows.service(nodes), endless))
                .hasMessage("recommendations = more than 256 entries: must be at most 256");
    }

    @Test
    void figuresMustBeFiniteAndFew() {
        assertThatThrownBy(() -> check.analysis(new Analysis(Map.of("busy", Double.NaN), List.of())))
                .hasMessage("analysis.figures.busy = NaN: must be finite; leave out what is not known");
        Map<String, Double> many = new HashMap<>();
        for (int i = 0; i < 65; i++) {
            many.put("f" + i, 1.0);
        }
        assertThatThrownBy(() -> check.analysis(new Analysis(many, List.of())))
                .hasMessage("analysis.figures = 65 entries: must be at most 64");
        assertThatThrownBy(() -> check.analysis(null)).hasMessage("analysis = null: must be present");
    }

    @Test
    void applyMayAddActionsButNoOtherKnob() {
        Recommendation wanted = want("n-1", new Setting(POOL, 20)).recommendation();
        TuningParameters withAction =
                new TuningParameters(List.of(new Setting(POOL, 20), new Setting(Knobs.GC_RUN, 1)));
        assertThat(check.parameters(node, wanted, withAction)).isEqualTo(withAction);
        assertThat(check.parameters(node, wanted, new TuningParameters(List.of()))
                        .settings())
                .isEmpty();
        assertThatThrownBy(() -> check.parameters(
                        node, wanted, new TuningParameters(List.of(new Setting(Knobs.TOMCAT_MAX_THREADS, 9)))))
                .hasMessage("parameters.tomcat.maxThreads = 9: must be a knob of the recommendation, or an action");
        assertThatThrownBy(() -> check.parameters(node, wanted, null)).hasMessage("parameters = null: must be present");
    }

    @Test
    void aPassWithoutAMeasurementIsNone() {
        assertThatThrownBy(() -> check.feedback(feedback(Double.NaN, Verdict.PASS, "good")))
                .hasMessage("feedback.verdict = PASS: must be INCONCLUSIVE where no impact was measured");
        assertThatThrownBy(() -> check.feedback(feedback(Double.POSITIVE_INFINITY, Verdict.FAIL, "bad")))
                .hasMessage("feedback.performanceImpact = Infinity: must be finite, or NaN where nothing was measured");
        assertThatThrownBy(() -> check.feedback(feedback(0.1, null, "good")))
                .hasMessage("feedback.verdict = null: must be present");
        assertThatThrownBy(() -> check.feedback(feedback(0.1, Verdict.PASS)))
                .hasMessage("feedback.reasons = empty: must be 1 to 16");
        assertThat(check.feedback(feedback(Double.NaN, Verdict.INCONCLUSIVE, "no data"))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(check.feedback(feedback(0.1, Verdict.PASS, "10 % more")).verdict())
                .isEqualTo(Verdict.PASS);
    }

    /** Whatever comes: accepted means within the node's bounds and explained; everything else is a refusal. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void nothingThatIsAcceptedLeavesItsBounds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            List<NodeRecommendation> answer = garbage(random);
            List<NodeRecommendation> accepted;
            try {
                accepted = check.recommendations(window, answer);
            } catch (RefusedAnswer refused) {
                assertThat(refused.getMessage()).matches("(?s).+ = .*: must be .+");
                continue;
            }
            for (NodeRecommendation one : accepted) {
                assertThat(one.recommendation().reasons()).isNotEmpty();
                assertThat(one.recommendation().parameters().settings())
                        .isNotEmpty()
                        .allMatch(setting ->
                                node.capability(setting.knob()).orElseThrow().allows(setting.value()));
            }
        }
    }

    private static List<NodeRecommendation> garbage(SplittableRandom random) {
        List<NodeRecommendation> answer = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            List<Setting> settings = new ArrayList<>();
            for (int j = 0; j < random.nextInt(4); j++) {
                String knob = List.of(POOL, Knobs.TOMCAT_MAX_THREADS, "app.locked.size", "app.other", Knobs.GC_RUN)
                        .get(random.nextInt(5));
                long value = random.nextInt(5) == 0 ? random.nextLong() : random.nextInt(60);
                settings.add(new Setting(knob, value));
            }
            Kind kind = random.nextInt(8) == 0 ? null : Kind.values()[random.nextInt(Kind.values().length)];
            List<String> reasons = random.nextInt(5) == 0 ? List.of() : List.of(random.nextInt(5) == 0 ? "" : "why");
            answer.add(
                    random.nextInt(10) == 0
                            ? null
                            : new NodeRecommendation(
                                    random.nextInt(8) == 0 ? new NodeId("n-9") : N1,
                                    random.nextInt(8) == 0 ? null : Aim.NOT_WORSE,
                                    new Recommendation(kind, new TuningParameters(settings), reasons)));
        }
        return random.nextInt(20) == 0 ? null : answer;
    }

    private static NodeRecommendation with(Kind kind, String... reasons) {
        TuningParameters parameters = new TuningParameters(List.of(new Setting(POOL, 5)));
        return new NodeRecommendation(N1, Aim.BETTER, new Recommendation(kind, parameters, List.of(reasons)));
    }

    private static OptimizationFeedback feedback(double impact, Verdict verdict, String... reasons) {
        PerformanceMetrics unknown = PerformanceMetrics.UNKNOWN;
        return new OptimizationFeedback(unknown, unknown, impact, Double.NaN, Double.NaN, verdict, List.of(reasons));
    }

    private void refuses(String message, NodeRecommendation... answer) {
        refuses(message, List.of(answer));
    }

    private void refuses(String message, List<NodeRecommendation> answer) {
        assertThatThrownBy(() -> check.recommendations(window, answer))
                .isInstanceOf(RefusedAnswer.class)
                .hasMessage(message);
    }
}
