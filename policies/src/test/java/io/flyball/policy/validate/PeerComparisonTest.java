package io.flyball.policy.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.Objective;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeerComparisonTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void oneTreatedAndOnePeerAreEnoughForADoubling() {
        OptimizationFeedback feedback =
                judge(Aim.BETTER, List.of(node(195, 390, 0.5, 0.25)), List.of(node(195, 195, 0.5, 0.5)));
        assertThat(feedback.verdict()).isEqualTo(Verdict.PASS);
        assertThat(feedback.performanceImpact()).isEqualTo(1.0);
        assertThat(feedback.reasons())
                .contains(
                        "compared with 1 untouched peer over the same time",
                        "throughput 195.0 -> 390.0 req/s (+100%), peers 195.0 -> 195.0 (+0%): +100% beyond peers, noise 0%",
                        "total of the nodes compared: 390 -> 585 req/s",
                        "PASS: throughput gained 100%, at least 3% was needed");
    }

    @Test
    void loadThatOnlyMovedIsNoGain() {
        // least outstanding sends more to the faster node; the service as a whole serves the same
        OptimizationFeedback feedback =
                judge(Aim.BETTER, List.of(node(100, 120, 0.05, 0.05)), List.of(node(100, 80, 0.05, 0.05)));
        assertThat(feedback.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(feedback.reasons()).contains("the gain does not show in the total: load only moved between nodes");
    }

    @Test
    void aRampThatAllFollowIsNoGain() {
        assertThat(judge(Aim.BETTER, List.of(node(100, 150, 0.05, 0.05)), List.of(node(100, 150, 0.05, 0.05)))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aFallThatAllFollowIsNoHarm() {
        assertThat(judge(Aim.NOT_WORSE, List.of(node(200, 100, 0.05, 0.05)), List.of(node(200, 100, 0.05, 0.05)))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void halvedThroughputFails() {
        OptimizationFeedback feedback =
                judge(Aim.NOT_WORSE, List.of(node(195, 98, 0.05, 0.05)), List.of(node(195, 210, 0.05, 0.05)));
        assertThat(feedback.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(feedback.reasons()).contains("FAIL: throughput fell by 53%");
    }

    @Test
    void risenLatencyFailsUnlessPeersRoseAsWell() {
        assertThat(judge(Aim.BETTER, List.of(node(195, 390, 0.1, 0.15)), List.of(node(195, 195, 0.1, 0.1)))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(judge(Aim.NOT_WORSE, List.of(node(195, 195, 0.1, 0.15)), List.of(node(195, 195, 0.1, 0.15)))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aNodeIsNotBlamedForPeersThatGotBetter() {
        // the faster node relieves its peers: their latency falls more than its own
        assertThat(judge(Aim.BETTER, List.of(node(195, 390, 1.0, 0.5)), List.of(node(195, 195, 1.0, 0.2)))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void lowerLatencyPasses() {
        OptimizationFeedback feedback =
                judge(Aim.BETTER, List.of(node(195, 195, 0.2, 0.18)), List.of(node(195, 195, 0.2, 0.2)));
        assertThat(feedback.verdict()).isEqualTo(Verdict.PASS);
        assertThat(feedback.reasons()).last().isEqualTo("PASS: latency.p99 fell by 10%, at least 5% was needed");
    }

    @Test
    void moreErrorsFail() {
        NodeSamples treated = node(195, 390, 0.1, 0.1, 0, 0.05);
        assertThat(judge(Aim.BETTER, List.of(treated), List.of(node(195, 195, 0.1, 0.1)))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aBrokenObjectiveFails() {
        OptimizationFeedback feedback = PeerComparison.judge(new Question(
                Aim.BETTER,
                List.of(node(195, 390, 0.24, 0.26)),
                List.of(node(195, 195, 0.24, 0.24)),
                6,
                List.of(new Objective(Metrics.LATENCY_P99, 0.25)),
                true));
        assertThat(feedback.reasons())
                .contains("FAIL: objective broken: latency.p99 0.240 -> 0.260, must be below 0.250");
    }

    @Test
    void aloneAGainMustBeThreeTimesAsLarge() {
        assertThat(judge(Aim.BETTER, List.of(node(195, 207, 0.2, 0.2)), List.of())
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        OptimizationFeedback feedback = judge(Aim.BETTER, List.of(node(195, 390, 0.2, 0.1)), List.of());
        assertThat(feedback.verdict()).isEqualTo(Verdict.PASS);
        assertThat(feedback.reasons().get(0)).startsWith("no untouched peer to compare with: before and after only");
    }

    @Test
    void aloneFewerRequestsAreHarmOnlyWhileThereIsDemand() {
        Question pinned =
                new Question(Aim.NOT_WORSE, List.of(node(195, 98, 0.05, 0.05)), List.of(), 6, List.of(), true);
        Question quiet =
                new Question(Aim.NOT_WORSE, List.of(node(195, 98, 0.05, 0.05)), List.of(), 6, List.of(), false);
        assertThat(PeerComparison.judge(pinned).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(PeerComparison.judge(quiet).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void tooLittleDataIsNeverAPass() {
        NodeSamples few = new NodeSamples("a", series(0, 6, 195, 0.1, 0), series(8, 2, 390, 0.1, 0));
        assertThat(judge(Aim.NOT_WORSE, List.of(few), List.of(node(195, 195, 0.1, 0.1)))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        NodeSamples nothing = new NodeSamples("a", List.of(), List.of());
        assertThat(judge(Aim.NOT_WORSE, List.of(nothing), List.of()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judge(Aim.NOT_WORSE, List.of(node(0, 0, 0.1, 0.1)), List.of())
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    /** Without any effect, noise of 5 % and a common trend give hardly ever a verdict of gain or harm. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void aDoublingIsFoundThroughNoise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double trend = 0.8 + random.nextDouble() * 0.4;
        NodeSamples treated = noisy(random, 195, 390 * trend);
        NodeSamples peer = noisy(random, 195, 195 * trend);
        assertThat(judge(Aim.BETTER, List.of(treated), List.of(peer)).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void noiseIsSeldomTakenForHarm() {
        int fails = 0;
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            if (judge(Aim.NOT_WORSE, List.of(noisy(random, 195, 195)), List.of(noisy(random, 195, 195)))
                            .verdict()
                    == Verdict.FAIL) {
                fails++;
            }
        }
        assertThat(fails).isLessThan(20);
    }

    private static OptimizationFeedback judge(Aim aim, List<NodeSamples> treated, List<NodeSamples> peers) {
        return PeerComparison.judge(new Question(aim, treated, peers, 6, List.of(), true));
    }

    private static NodeSamples noisy(SplittableRandom random, double before, double after) {
        List<Sample> first = new ArrayList<>();
        List<Sample> second = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            first.add(sample(
                    i, before * (0.95 + random.nextDouble() * 0.1), 0.1 * (0.95 + random.nextDouble() * 0.1), 0));
            second.add(sample(
                    8 + i, after * (0.95 + random.nextDouble() * 0.1), 0.1 * (0.95 + random.nextDouble() * 0.1), 0));
        }
        return new NodeSamples("n", first, second);
    }

    private static NodeSamples node(double before, double after, double p99Before, double p99After) {
        return node(before, after, p99Before, p99After, 0, 0);
    }

    private static NodeSamples node(
            double before, double after, double p99Before, double p99After, double errorsBefore, double errorsAfter) {
        return new NodeSamples(
                "n", series(0, 6, before, p99Before, errorsBefore), series(8, 6, after, p99After, errorsAfter));
    }

    private static List<Sample> series(int from, int count, double throughput, double p99, double errors) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(sample(from + i, throughput, p99, errors));
        }
        return samples;
    }

    private static Sample sample(int second, double throughput, double p99, double errors) {
        return new Sample(
                START.plusSeconds(second),
                Map.of(Metrics.THROUGHPUT, throughput, Metrics.LATENCY_P99, p99, Metrics.ERROR_RATE, errors));
    }
}
