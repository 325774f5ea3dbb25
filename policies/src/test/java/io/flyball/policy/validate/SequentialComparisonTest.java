package io.flyball.policy.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.flyball.policy.document.Objective;
import io.flyball.policy.document.ValidationConfig.Mode;
import io.flyball.policy.validate.Arms.Effect;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequentialComparisonTest {
    private static final Arms FIVE = new Arms(5, 5, 12, 4, 0.5);

    @Test
    void theDifferenceIsThatOfTheTextbook() {
        NodeNumbers treated = new NodeNumbers(new double[] {0}, new double[] {0.4});
        NodeNumbers peers = new NodeNumbers(new double[5], new double[] {0.0, 0.1, -0.1, 0.05, -0.05});
        NodeDifference found = NodeDifference.of(treated, peers);
        assertThat(found.effect()).isCloseTo(0.4, offset(1e-12));
        assertThat(found.error()).isCloseTo(0.0866, offset(1e-4));
        assertThat(found.df()).isEqualTo(4);
        assertThat(found.pValue(1)).isCloseTo(0.005, offset(5e-4));
        assertThat(found.pValue(-1)).isCloseTo(0.995, offset(5e-4));
    }

    @Test
    void whatNodesShowedBeforeExplainsWhatTheyShowAfter() {
        // ten nodes of very different size, each a tenth better than its size says
        double[] sizes = {1, 2, 3, 4, 5};
        double[] after = {1.1, 2.1, 3.1, 4.1, 5.1};
        NodeDifference found = NodeDifference.of(new NodeNumbers(sizes, after), new NodeNumbers(sizes, sizes));
        assertThat(found.effect()).isCloseTo(0.1, offset(1e-12));
        assertThat(found.pValue(1)).isLessThan(1e-6);
    }

    @Test
    void clearHarmFailsAtTheFirstLookWithItsNumbers() {
        OptimizationFeedback feedback = judge(FIVE, new Effect(0.4, 3, 0), Aim.NOT_WORSE, 1);
        assertThat(feedback.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(feedback.reasons().get(0))
                .isEqualTo(
                        "5 treated against 5 untouched nodes, look 1 of 4: harmless changes are reverted in at most 2.0 %"
                                + " over all looks and 3 metrics, so each test is held to p < 0.0017");
        assertThat(feedback.reasons()).anyMatch(reason -> reason.startsWith("FAIL: throughput fell by 6"));
        assertThat(feedback.reasons()).anyMatch(reason -> reason.startsWith("FAIL: latency.p99 rose by "));
        assertThat(feedback.performanceImpact()).isLessThan(-0.4);
    }

    @Test
    void errorsFail() {
        OptimizationFeedback feedback = judge(FIVE, new Effect(1, 1, 0.2), Aim.NOT_WORSE, 1);
        assertThat(feedback.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(feedback.reasons()).anyMatch(reason -> reason.startsWith("FAIL: error.rate rose by 2"));
        assertThat(feedback.reliabilityImpact()).isCloseTo(-0.2, offset(0.05));
    }

    @Test
    void aClearGainPassesAtTheFirstLook() {
        OptimizationFeedback feedback = judge(FIVE, new Effect(3, 0.4, 0), Aim.BETTER, 1);
        assertThat(feedback.verdict()).isEqualTo(Verdict.PASS);
        assertThat(feedback.reasons()).anyMatch(reason -> reason.startsWith("PASS: throughput gained "));
    }

    @Test
    void withoutAGainAChangeThatMustBeBetterStaysOpen() {
        assertThat(judge(FIVE, Effect.NONE, Aim.BETTER, 4).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void whatIsNotWorsePassesWhenHarmIsExcludedOrAtTheLastLook() {
        OptimizationFeedback first = judge(FIVE, Effect.NONE, Aim.NOT_WORSE, 1);
        assertThat(first.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(first.reasons())
                .last()
                .isEqualTo("no harm so far, but it is not excluded either: the next look decides");
        OptimizationFeedback last = judge(FIVE, Effect.NONE, Aim.NOT_WORSE, 4);
        assertThat(last.verdict()).isEqualTo(Verdict.PASS);
        assertThat(last.reasons()).last().asString().startsWith("PASS: no harm in 4 looks; ");
        Arms many = new Arms(200, 200, 12, 4, 0.5);
        OptimizationFeedback sure = judge(many, Effect.NONE, Aim.NOT_WORSE, 1);
        assertThat(sure.verdict()).isEqualTo(Verdict.PASS);
        assertThat(sure.reasons()).last().asString().startsWith("PASS: not worse: ");
    }

    @Test
    void onlyWholeWindowsAreJudged() {
        // look 1 of data in which everything breaks down from look 2 on
        Arms.Run run = FIVE.run(1, Effect.NONE);
        Question question = FIVE.question(run, Aim.NOT_WORSE, 1);
        List<NodeSamples> broken = run.treated().stream()
                .map(node -> new NodeSamples(
                        node.node(),
                        node.before(),
                        node.after().stream()
                                .map(sample ->
                                        sample.at().isBefore(question.looks().until())
                                                ? sample
                                                : new Sample(sample.at(), Map.of(Metrics.THROUGHPUT, 0.0)))
                                .toList()))
                .toList();
        Arms.Run later = new Arms.Run(broken, run.peers());
        assertThat(judge(FIVE.question(later, Aim.NOT_WORSE, 1)).verdict())
                .isEqualTo(judge(question).verdict());
        assertThat(judge(FIVE.question(later, Aim.NOT_WORSE, 4)).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void tooFewUntouchedNodesAreSaidAndJudgedByTheRuleForFew() {
        Arms few = new Arms(1, 4, 12, 4, 0.5);
        Question question = few.question(few.run(1, new Effect(0.2, 1, 0)), Aim.NOT_WORSE, 1);
        OptimizationFeedback feedback = judge(question);
        assertThat(feedback.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(feedback.reasons().get(0))
                .startsWith("1 treated and 4 untouched nodes are too few for statistics over nodes (5 untouched with"
                        + " complete windows are needed)");
        assertThat(feedback.reasons().subList(1, feedback.reasons().size()))
                .isEqualTo(PeerComparison.judge(question).reasons());
    }

    @Test
    void incompleteWindowsAreNeverAPass() {
        Arms.Run run = FIVE.run(1, Effect.NONE);
        NodeSamples whole = run.treated().get(0);
        NodeSamples cut = new NodeSamples("cut", whole.before(), whole.after().subList(0, 3));
        Arms.Run some = new Arms.Run(List.of(cut), run.peers());
        OptimizationFeedback feedback = judge(FIVE.question(some, Aim.NOT_WORSE, 4));
        assertThat(feedback.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(feedback.reasons()).contains("too little data: cut has 12 samples before and 3 after of 48");
    }

    @Test
    void anObjectiveThatTheChangeBreaksFails() {
        Arms.Run run = FIVE.run(1, new Effect(1, 2.5, 0));
        Question question = FIVE.question(run, Aim.NOT_WORSE, 1);
        OptimizationFeedback feedback = judge(new Question(
                question.aim(),
                question.treated(),
                question.peers(),
                question.expected(),
                List.of(new Objective(Metrics.LATENCY_P99, 0.15)),
                true,
                question.looks()));
        assertThat(feedback.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(feedback.reasons()).anyMatch(reason -> reason.startsWith("FAIL: objective broken: latency.p99 0.1"));
    }

    @Test
    void theKayentaModeKeepsPassesAndFailsLikeKayenta() {
        Arms calm = new Arms(5, 5, 12, 1, 0);
        assertThat(kayenta(calm, Effect.NONE, Aim.NOT_WORSE).verdict()).isEqualTo(Verdict.PASS);
        assertThat(kayenta(calm, Effect.NONE, Aim.BETTER).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(kayenta(calm, new Effect(3, 1, 0), Aim.BETTER).verdict()).isEqualTo(Verdict.PASS);
        OptimizationFeedback harm = kayenta(calm, new Effect(1, 3, 0), Aim.NOT_WORSE);
        assertThat(harm.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(harm.reasons()).contains("Kayenta's score is 66.67", "FAIL: below 75");
        Arms alone = new Arms(1, 0, 12, 1, 0);
        assertThat(kayenta(alone, Effect.NONE, Aim.NOT_WORSE).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    /** Whatever the samples: no exception, a verdict with reasons, and no pass of nothing. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void badNumbersNeverThrowAndNeverPassUnmeasured(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean measured = random.nextBoolean();
        Question question = new Question(
                random.nextBoolean() ? Aim.BETTER : Aim.NOT_WORSE,
                nodes(random, random.nextInt(4), measured),
                nodes(random, random.nextInt(9), measured),
                random.nextInt(-1, 8),
                List.of(new Objective(Metrics.LATENCY_P99, Double.NaN), new Objective("app.unknown", 1)),
                random.nextBoolean(),
                new Looks(random.nextInt(-2, 5), random.nextInt(-2, 5), Instant.MAX));
        for (Mode mode : Mode.values()) {
            OptimizationFeedback feedback = Validation.judge(question, mode, 0.02);
            assertThat(feedback.performanceImpact()).isNotInfinite();
            assertThat(feedback.costImpact()).isNotInfinite();
            assertThat(feedback.reliabilityImpact()).isNotInfinite();
            assertThat(feedback.reasons()).isNotEmpty().allMatch(reason -> !reason.isBlank());
            if (!measured && mode == Mode.SEQUENTIAL) {
                assertThat(feedback.verdict()).isNotEqualTo(Verdict.PASS);
            }
        }
    }

    private static List<NodeSamples> nodes(SplittableRandom random, int count, boolean measured) {
        List<NodeSamples> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(new NodeSamples("n" + i, samples(random, measured), samples(random, measured)));
        }
        return nodes;
    }

    private static List<Sample> samples(SplittableRandom random, boolean measured) {
        double[] extreme = {0, -1, 1e300, Double.MAX_VALUE, Double.MIN_VALUE, -Double.MAX_VALUE, 1};
        List<Sample> samples = new ArrayList<>();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            Map<String, Double> values = new HashMap<>(Map.of(Metrics.CPU, 0.5));
            for (String metric : List.of(Metrics.THROUGHPUT, Metrics.LATENCY_P99, Metrics.ERROR_RATE)) {
                if (measured && random.nextInt(4) > 0) {
                    values.put(
                            metric,
                            random.nextBoolean() ? extreme[random.nextInt(extreme.length)] : random.nextDouble());
                }
            }
            // a clock that goes back now and then
            samples.add(new Sample(Arms.START.plusSeconds(random.nextInt(100)), values));
        }
        return samples;
    }

    private static OptimizationFeedback judge(Arms arms, Effect effect, Aim aim, int look) {
        return judge(arms.question(arms.run(3, effect), aim, look));
    }

    private static OptimizationFeedback judge(Question question) {
        return Validation.judge(question, Mode.SEQUENTIAL, 0.02);
    }

    private static OptimizationFeedback kayenta(Arms arms, Effect effect, Aim aim) {
        return Validation.judge(arms.question(arms.run(3, effect), aim, 1), Mode.KAYENTA, 0.02);
    }
}
