package io.flyball.policy.analyze.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.conformance.Cases;
import io.flyball.policy.forecast.Traces;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatternsTest {
    private static final int EACH = 200;

    @Test
    void namesNineOfTenGeneratedWorkloadsOfEveryPattern() {
        Pattern[] patterns = Pattern.values();
        int[][] confusion = new int[patterns.length][patterns.length];
        for (Pattern pattern : patterns) {
            for (long seed = 0; seed < EACH; seed++) {
                confusion[pattern.ordinal()][
                        Patterns.of(Workloads.of(pattern, seed)).pattern().ordinal()]++;
            }
        }
        System.out.printf(Locale.ROOT, "%-13s%s%n", "true \\ named", Arrays.toString(patterns));
        for (Pattern pattern : patterns) {
            System.out.printf(Locale.ROOT, "%-13s%s%n", pattern, Arrays.toString(confusion[pattern.ordinal()]));
        }
        for (Pattern pattern : patterns) {
            assertThat(confusion[pattern.ordinal()][pattern.ordinal()])
                    .as(pattern + " " + Arrays.toString(confusion[pattern.ordinal()]))
                    .isGreaterThanOrEqualTo(EACH * 9 / 10);
        }
    }

    /** What their description says, for those whose description is clear. */
    @Test
    void namesRecordedWorkloadsAsTheyAreDescribed() {
        Map<String, Pattern> described = Map.of(
                "crane_prod_00_1min", Pattern.PERIODIC,
                "crane_prod_09_1min", Pattern.PERIODIC,
                "crane_prod_14_1min", Pattern.PERIODIC,
                "nyc_taxi_30min", Pattern.PERIODIC,
                "azure_vm_fleet_avg_cpu_5min", Pattern.PERIODIC,
                "crane_prod_04_1min", Pattern.STEP,
                "aws_elb_requests_5min", Pattern.BURSTY);
        Traces.all(Cases.file("data.traces", "data/traces")).forEach(trace -> {
            PatternReport report = Patterns.of(trace.values(), (int) (86_400 / trace.step()));
            System.out.printf(
                    Locale.ROOT,
                    "%-32s %-12s %.2f %s%n",
                    trace.name(),
                    report.pattern(),
                    report.confidence(),
                    report.reasons());
            if (described.containsKey(trace.name())) {
                assertThat(report.pattern()).as(trace.name() + report).isEqualTo(described.get(trace.name()));
            }
        });
    }

    @Test
    void tooFewValuesHaveNoPattern() {
        PatternReport report = Patterns.of(new double[] {1, Double.NaN, 3});
        assertThat(report.pattern()).isEqualTo(Pattern.UNCLASSIFIED);
        assertThat(report.reasons()).containsExactly("not enough history: 2 values, 24 are needed");
    }

    @Test
    void givesThePeriodAndTheIndexOfAShift() {
        assertThat(Patterns.of(Workloads.of(Pattern.PERIODIC, 3)).evidence().period())
                .isPresent();
        double[] values = new double[1_000];
        Arrays.setAll(values, i -> (i < 600 ? 10 : 20) + (i * 7919 % 13) / 26.0);
        PatternReport report = Patterns.of(values);
        assertThat(report.pattern()).isEqualTo(Pattern.STEP);
        assertThat(report.evidence().levelShifts()).containsExactly(600);
    }

    /** Cut in four levels, the wave would be explained by 90 %: but none of the changes is abrupt. */
    @Test
    void aSlowWaveIsNoStep() {
        double[] values = new double[1_000];
        Arrays.setAll(values, i -> 10 + 5 * Math.cos(2 * Math.PI * i / 1_000) + (i * 7919 % 13) / 26.0);
        assertThat(Patterns.of(values).pattern()).isEqualTo(Pattern.UNCLASSIFIED);
        assertThat(Patterns.of(values).evidence().shiftShare()).isZero();
    }

    @Test
    void aFewHugePeaksDoNotHideALastingShift() {
        double[] values = new double[1_200];
        Arrays.setAll(values, i -> (i < 500 ? 10 : 16) + (i % 150 == 7 ? 300 : 0) + (i * 7919 % 13) / 26.0);
        assertThat(Patterns.of(values).pattern()).isEqualTo(Pattern.STEP);
        assertThat(Patterns.of(values).evidence().peakShare()).isBetween(0.005, 0.01);
    }

    /** Every number of the evidence is one, and there is a reason, whatever comes in. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void answersWithNumbersAndAReasonWhateverItIsFed(long seed) {
        var random = new SplittableRandom(seed);
        double[] strange = {
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.MAX_VALUE,
            -1e300,
            0,
            Double.MIN_VALUE
        };
        double share = random.nextDouble();
        double[] values = new double[random.nextInt(600)];
        double magnitude = Math.pow(10, random.nextInt(-300, 301));
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble() < share * share
                    ? strange[random.nextInt(strange.length)]
                    : magnitude * (random.nextInt(3) - 1 + (seed % 2 == 0 ? Math.sin(i / 3.0) : i));
        }
        PatternReport report = Patterns.of(values, random.nextInt(-5, 100));
        assertThat(report.reasons()).isNotEmpty();
        assertThat(report.confidence()).isBetween(0.0, 1.0);
        Evidence evidence = report.evidence();
        assertThat(new double[] {
                    evidence.level(),
                    evidence.variation(),
                    evidence.autocorrelation(),
                    evidence.seasonalShare(),
                    evidence.slope(),
                    evidence.slopeZ(),
                    evidence.trendShare(),
                    evidence.change(),
                    evidence.shiftShare(),
                    evidence.memory(),
                    evidence.dispersion(),
                    evidence.peakToLevel(),
                    evidence.peakShare(),
                    evidence.zeroShare()
                })
                .satisfies(numbers -> assertThat(Arrays.stream(numbers).allMatch(Double::isFinite))
                        .as(evidence.toString())
                        .isTrue());
    }
}
