package io.flyball.policy.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.ValidationConfig.Mode;
import io.flyball.policy.math.Moments;
import io.flyball.policy.math.TTest;
import io.flyball.policy.validate.Arms.Effect;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the judge is wrong, over all looks, where one sample says much about the next (AR(1), rho 0.9). */
class FalseRevertTest {
    private static final double RATE = 0.02;
    private static final double RHO = 0.9;
    private static final int RUNS = 1000;
    private static final int FEWER_RUNS = 300;

    @ParameterizedTest(name = "{0} treated, {1} peers, {2} samples a window, {3} looks")
    @CsvSource({"1, 9, 12, 4", "5, 5, 12, 4", "1, 9, 30, 1", "1, 5, 12, 4"})
    void harmlessChangesAreSeldomReverted(int treated, int peers, int samples, int looks) {
        Arms arms = new Arms(treated, peers, samples, looks, RHO);
        double reverted = share(RUNS, arms, Effect.NONE, run -> ends(arms, run, Aim.NOT_WORSE) != Verdict.PASS);
        assertThat(reverted).isLessThanOrEqualTo(RATE);
    }

    @ParameterizedTest(name = "{0} treated, {1} peers, {2} samples a window, {3} looks")
    @CsvSource({"10, 10, 30, 4", "20, 20, 12, 4"})
    void aRegressionByHalfIsFound(int treated, int peers, int samples, int looks) {
        Arms arms = new Arms(treated, peers, samples, looks, RHO);
        double slower =
                share(FEWER_RUNS, arms, new Effect(1, 1.5, 0), run -> ends(arms, run, Aim.NOT_WORSE) == Verdict.FAIL);
        double fewer = share(
                FEWER_RUNS, arms, new Effect(1 / 1.5, 1, 0), run -> ends(arms, run, Aim.NOT_WORSE) == Verdict.FAIL);
        assertThat(slower).as("latency x 1.5").isGreaterThanOrEqualTo(0.95);
        assertThat(fewer).as("throughput / 1.5").isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void aDoublingIsKeptByOneTreatedNodeOfTen() {
        Arms arms = new Arms(1, 9, 12, 4, 0.5);
        assertThat(share(FEWER_RUNS, arms, new Effect(2, 1, 0), run -> ends(arms, run, Aim.BETTER) == Verdict.PASS))
                .isGreaterThanOrEqualTo(0.8);
        assertThat(share(RUNS, arms, Effect.NONE, run -> ends(arms, run, Aim.BETTER) == Verdict.PASS))
                .isLessThanOrEqualTo(0.05);
    }

    /** The negative control: the same runs, judged as one would without knowing better. */
    @Test
    void aTTestOfSamplesAtEachLookRevertsFarMoreThanItSays() {
        Arms arms = new Arms(5, 5, 12, 4, RHO);
        assertThat(share(FEWER_RUNS, arms, Effect.NONE, run -> naive(arms, run)))
                .isGreaterThan(10 * RATE);
    }

    /** Kayenta's judge takes samples for independent as well. */
    @Test
    void kayentasJudgeRevertsFarMoreToo() {
        Arms arms = new Arms(5, 5, 12, 1, RHO);
        double reverted = share(
                FEWER_RUNS,
                arms,
                Effect.NONE,
                run -> Validation.judge(arms.question(run, Aim.NOT_WORSE, 1), Mode.KAYENTA, RATE)
                                .verdict()
                        != Verdict.PASS);
        assertThat(reverted).isGreaterThan(5 * RATE);
    }

    /** The first verdict over the looks, else what the last look says. */
    private static Verdict ends(Arms arms, Arms.Run run, Aim aim) {
        Verdict verdict = Verdict.INCONCLUSIVE;
        for (int look = 1; look <= arms.looks() && verdict == Verdict.INCONCLUSIVE; look++) {
            verdict = Validation.judge(arms.question(run, aim, look), Mode.SEQUENTIAL, RATE)
                    .verdict();
        }
        return verdict;
    }

    private static boolean naive(Arms arms, Arms.Run run) {
        for (int look = 1; look <= arms.looks(); look++) {
            Question question = arms.question(run, Aim.NOT_WORSE, look);
            TTest test = TTest.welch(
                    Moments.of(latencies(run.treated(), question)), Moments.of(latencies(run.peers(), question)));
            if (test.t() > 0 && test.pValue() < RATE) {
                return true;
            }
        }
        return false;
    }

    private static double[] latencies(List<NodeSamples> nodes, Question question) {
        return nodes.stream()
                .flatMap(node -> node.after().stream())
                .filter(sample -> sample.at().isBefore(question.looks().until()))
                .mapToDouble(sample -> sample.valueOrNaN(Metrics.LATENCY_P99))
                .toArray();
    }

    private static double share(int runs, Arms arms, Effect effect, Predicate<Arms.Run> predicate) {
        int count = 0;
        for (long seed = 0; seed < runs; seed++) {
            count += predicate.test(arms.run(seed, effect)) ? 1 : 0;
        }
        System.out.printf(Locale.ROOT, "%s %s: %.1f %% of %d%n", arms, effect, 100.0 * count / runs, runs);
        return (double) count / runs;
    }
}
