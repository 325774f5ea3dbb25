package io.flyball.policy.analyze.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.analyze.bottleneck.Diagnosis.Answer;
import io.flyball.policy.analyze.utilization.UtilizationSummary;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in: no exception, bounds kept, a reason given, the order of the samples of no matter. */
class BottlenecksPropertyTest {
    private static final double[] ODD = {
        0, -0.0, 1, -1, 1e-300, Double.MIN_VALUE, 1e18, -1e18, Double.MAX_VALUE, -Double.MAX_VALUE, Integer.MAX_VALUE
    };

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void alwaysAnswersWithinBoundsAndWithReasons(long seed) {
        var random = new SplittableRandom(seed);
        List<Sample> window = window(random);
        Diagnosis diagnosis = Bottlenecks.identify(window);
        assertThat(diagnosis.confidence()).isBetween(0.0, 1.0);
        assertThat(diagnosis.reasons()).isNotEmpty().allMatch(reason -> !reason.isBlank());
        assertThat(diagnosis.lines()).noneMatch(line -> line.contains("null"));
        for (Cause cause : diagnosis.causes()) {
            assertThat(cause.confidence()).isBetween(0.0, 1.0);
            assertThat(cause.evidence()).isNotEmpty().allSatisfy(evidence -> {
                assertThat(evidence.value()).isFinite();
                assertThat(evidence.strength()).isBetween(0.0, 1.0);
            });
        }
        assertThat(diagnosis.answer() == Answer.LIMITED)
                .isEqualTo(diagnosis.first().isPresent());
        UtilizationSummary.of(window).forEach(use -> {
            assertThat(use.mean()).isBetween(0.0, 1.0);
            assertThat(use.max()).isBetween(use.p95(), 1.0);
            assertThat(use.trendPerHour()).isFinite();
        });
        ServiceDiagnosis service = ServiceDiagnosis.of(Map.of("a", window, "b", List.of()));
        assertThat(service.confidence()).isBetween(0.0, 1.0);
        assertThat(service.reasons()).isNotEmpty();
    }

    /** A missing metric is not a zero: without any one of them nothing else becomes the cause of a healthy service. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void missingMetricsNeverMakeAHealthyServiceIll(long seed) {
        var random = new SplittableRandom(seed);
        Map<String, Double> values = new HashMap<>(Windows.healthy());
        for (String metric : new TreeSet<>(values.keySet())) {
            if (random.nextInt(3) == 0) {
                values.remove(metric);
            }
        }
        assertThat(Bottlenecks.identify(Windows.steady(values)).first()).isEmpty();
    }

    private static List<Sample> window(SplittableRandom random) {
        List<String> metrics = new ArrayList<>(new TreeSet<>(Metrics.ALL));
        metrics.addAll(List.of("app.x.size", "app.x.busy", "app.x.queue"));
        List<Sample> samples = new ArrayList<>();
        int size = random.nextInt(40);
        double odd = random.nextDouble();
        for (int i = 0; i < size; i++) {
            Map<String, Double> values = new HashMap<>();
            for (String metric : metrics) {
                if (random.nextInt(4) > 0) {
                    values.put(
                            metric, random.nextDouble() < odd ? ODD[random.nextInt(ODD.length)] : random.nextDouble());
                }
            }
            samples.add(new Sample(at(random, i), values));
        }
        return samples;
    }

    /** Mostly in order; some at the same time, some back, some at the ends of time. */
    private static Instant at(SplittableRandom random, int i) {
        return switch (random.nextInt(12)) {
            case 0 -> Windows.START;
            case 1 -> Windows.START.minusSeconds(random.nextInt(1_000_000));
            case 2 -> random.nextBoolean() ? Instant.MAX : Instant.MIN;
            default -> Windows.START.plusSeconds(5L * i);
        };
    }
}
