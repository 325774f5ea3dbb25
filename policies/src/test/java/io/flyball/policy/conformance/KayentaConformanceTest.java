package io.flyball.policy.conformance;

import static io.flyball.policy.conformance.Cases.dynamicTest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.policy.math.Moments;
import io.flyball.policy.math.Normal;
import io.flyball.policy.math.Quantiles;
import io.flyball.policy.validate.kayenta.Classification;
import io.flyball.policy.validate.kayenta.Cleaning;
import io.flyball.policy.validate.kayenta.EffectSize;
import io.flyball.policy.validate.kayenta.MannWhitney;
import io.flyball.policy.validate.kayenta.MetricClassifier;
import io.flyball.policy.validate.kayenta.MetricResult;
import io.flyball.policy.validate.kayenta.MetricRule;
import io.flyball.policy.validate.kayenta.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every expectation of Kayenta's own tests, and what it says where its users disagree with it. */
class KayentaConformanceTest {
    private static final MetricRule CLASS_DEFAULTS = MetricRule.DEFAULTS;

    private static JsonNode cases() {
        return Cases.read("conformance.kayenta", "kayenta-cases.json");
    }

    /** Reported as skipped where they are not: a factory without its file is not reported at all. */
    @Test
    void theCasesAreThere() {
        assertThat(Cases.read("conformance.kayenta", "kayenta-cases.json")).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> classifiers() {
        return Stream.concat(
                tests("mannWhitneyClassifier", one -> {
                    MetricRule rule = rule(one);
                    MetricResult result =
                            MetricClassifier.classify(arm(one, "control", rule), arm(one, "experiment", rule), rule);
                    check(one, result);
                }),
                tests("meanInequalityClassifier", one -> {
                    MetricRule rule = rule(one);
                    check(one, MetricClassifier.byMeans(arm(one, "control", rule), arm(one, "experiment", rule), rule));
                }));
    }

    private static void check(JsonNode one, MetricResult result) {
        JsonNode expect = one.path("expect");
        assertThat(result.classification().word())
                .as(result.reason())
                .isEqualTo(expect.path("classification").asText());
        if (expect.has("critical")) {
            assertThat(result.critical()).isEqualTo(expect.path("critical").asBoolean());
        }
        boolean noise = isConstant(values(one.path("control"))) && isConstant(values(one.path("experiment")));
        if (expect.has("deviation") && (!noise || result.classification() == Classification.PASS)) {
            assertClose(result.deviation(), expect.path("deviation"), 1e-9);
        }
    }

    @TestFactory
    Stream<DynamicTest> scorers() {
        return tests("weightedSumScorer", one -> {
            List<Score.Graded> metrics = stream(one.path("metrics"))
                    .map(metric -> new Score.Graded(
                            metric.path("name").asText(),
                            Classification.of(metric.path("classification").asText()),
                            metric.path("critical").asBoolean(),
                            stream(metric.path("groups")).map(JsonNode::asText).toList()))
                    .toList();
            Map<String, Double> weights = new HashMap<>();
            one.path("groupWeights")
                    .properties()
                    .forEach(weight ->
                            weights.put(weight.getKey(), weight.getValue().asDouble()));
            Score score = Score.of(metrics, weights);
            assertClose(score.summary(), one.path("expect").path("summaryScore"), 1e-9);
            if (one.path("expect").has("groupScoresSorted")) {
                assertThat(score.groups().values().stream().sorted().toList())
                        .isEqualTo(Arrays.stream(values(one.path("expect").path("groupScoresSorted")))
                                .boxed()
                                .toList());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> detectors() {
        return tests("outlierDetectors", one -> {
            double[] data = values(one.path("data"));
            double parameter = one.path("parameter").asDouble();
            boolean lenient = one.path("reduceSensitivity").asBoolean();
            boolean[] found = switch (one.path("detector").asText()) {
                case "IQRDetector" -> Cleaning.interquartile(data, parameter, lenient);
                case "KSigmaDetector" -> Cleaning.sigmas(data, parameter);
                default -> throw new AssertionError("detector = " + one.path("detector") + ": must be known");
            };
            List<Boolean> expected =
                    stream(one.path("expect")).map(JsonNode::asBoolean).toList();
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found[i]).as("value %d", i).isEqualTo(expected.get(i));
            }
            assertThat(found).hasSize(expected.size());
        });
    }

    @TestFactory
    Stream<DynamicTest> statistics() {
        return tests(
                "statistics",
                one -> assertClose(
                        statistic(one),
                        one.path("expect"),
                        one.path("tolerance").asDouble()));
    }

    private static double statistic(JsonNode one) {
        double[] data = values(one.path("data"));
        List<double[]> arms = new ArrayList<>();
        one.path("arguments")
                .forEach(name ->
                        arms.add(values(one.path(name.asText().startsWith("control") ? "control" : "experiment"))));
        return switch (one.path("function").asText()) {
            case "percentile_R7" -> Quantiles.of(data, one.path("p").asDouble() / 100);
            case "mean" -> Moments.of(data).mean();
            case "median" -> Quantiles.median(data);
            case "min" -> Quantiles.of(data, 0);
            case "max" -> Quantiles.of(data, 1);
            case "std" -> Moments.of(data).deviation();
            case "meanRatio" -> EffectSize.meanRatio(arms.get(0), arms.get(1));
            case "cles" -> EffectSize.cles(arms.get(0), arms.get(1));
            case "cohenD" -> EffectSize.cohenD(arms.get(0), arms.get(1));
            default -> throw new AssertionError("function = " + one.path("function") + ": must be known");
        };
    }

    @TestFactory
    Stream<DynamicTest> intervals() {
        return tests("mannWhitney", one -> {
            JsonNode expect = one.path("expect");
            JsonNode tolerance = one.path("tolerance");
            switch (one.path("function").asText()) {
                case "mannWhitneyUTest" -> {
                    MannWhitney found = MannWhitney.of(
                                    values(one.path("x_experiment")),
                                    values(one.path("y_control")),
                                    one.path("confidenceLevel").asDouble())
                            .orElseThrow();
                    assertClose(
                            found.lower(),
                            expect.path("lower"),
                            tolerance.path("lower").asDouble());
                    assertClose(
                            found.upper(),
                            expect.path("upper"),
                            tolerance.path("upper").asDouble());
                    assertClose(
                            found.estimate(),
                            expect.path("estimate"),
                            tolerance.path("estimate").asDouble());
                }
                case "wilcoxonDiff" ->
                    assertClose(
                            MannWhitney.difference(
                                    one.path("mu").asDouble(),
                                    one.path("quantile").asDouble(),
                                    values(one.path("x")),
                                    values(one.path("y"))),
                            expect,
                            tolerance.asDouble());
                case "standardNormalInverse" ->
                    assertClose(Normal.quantile(one.path("p").asDouble()), expect, tolerance.asDouble());
                default -> throw new AssertionError("function = " + one.path("function") + ": must be known");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> transforms() {
        return tests("transforms", one -> {
            double[] data = values(one.path("data"));
            String name = one.path("name").asText().toLowerCase(Locale.ROOT);
            double[] found;
            if (name.contains("replace")) {
                found = Cleaning.nans(data, MetricRule.Nans.REPLACE);
            } else if (name.contains("remove") && name.contains("nan")) {
                found = Cleaning.nans(data, MetricRule.Nans.REMOVE);
            } else if (name.contains("ksigma")) {
                found = Cleaning.without(
                        data, Cleaning.sigmas(data, one.path("parameter").asDouble(3)));
            } else if (name.contains("iqr")) {
                found = Cleaning.without(
                        data, Cleaning.interquartile(data, one.path("parameter").asDouble(1.5), false));
            } else {
                throw new AssertionError("transform = " + name + ": must be known");
            }
            assertThat(found).containsExactly(values(one.path("expect")));
        });
    }

    @TestFactory
    Stream<DynamicTest> whereUsersDisagreeItSaysWhatKayentaSays() {
        return stream(cases().path("userReportedDisagreements"))
                .map(one -> dynamicTest(
                        one.path("thread").asText() + " "
                                + one.path("userExpects").asText(),
                        () -> {
                            MetricRule rule = rule(one);
                            double[] control = values(one.path("control"));
                            double[] experiment = values(one.path("experiment"));
                            double[] interval = values(one.path("interval_byIndependentPort"));
                            MannWhitney found = MannWhitney.of(experiment, control, rule.confidence())
                                    .orElseThrow();
                            assertThat(new double[] {found.lower(), found.upper(), found.estimate()})
                                    .containsExactly(interval, offset(1e-12 * (1 + Math.abs(interval[1]))));
                            assertThat(MetricClassifier.classify(control, experiment, rule)
                                            .classification()
                                            .word())
                                    .isEqualTo(one.path("kayentaGives_byIndependentPort")
                                            .asText());
                        }));
    }

    /** Rows whose case is not in the file are skipped. */
    @TestFactory
    Stream<DynamicTest> itDependsOnUnitsAsKayentaDoes() {
        JsonNode file = cases();
        return stream(file.path("unitDependenceOfKayenta").path("rows"))
                .map(row -> dynamicTest(row.path("case").asText(), () -> {
                    JsonNode one = stream(file.path("mannWhitneyClassifier"))
                            .filter(candidate -> candidate.path("name").equals(row.path("case")))
                            .findFirst()
                            .orElse(null);
                    assumeTrue(one != null, "the case is not in the file");
                    assertThat(scaled(one, 1)).isEqualTo(row.path("unscaled").asText());
                    row.path("scaled")
                            .properties()
                            .forEach(scale -> assertThat(scaled(one, Double.parseDouble(scale.getKey())))
                                    .as("times %s", scale.getKey())
                                    .isEqualTo(scale.getValue().asText()));
                }));
    }

    private static String scaled(JsonNode one, double factor) {
        MetricRule rule = rule(one);
        return MetricClassifier.classify(
                        DoubleStream.of(values(one.path("control")))
                                .map(value -> value * factor)
                                .toArray(),
                        DoubleStream.of(values(one.path("experiment")))
                                .map(value -> value * factor)
                                .toArray(),
                        rule)
                .classification()
                .word();
    }

    private static Stream<DynamicTest> tests(String group, Consumer<JsonNode> check) {
        return stream(cases().path(group))
                .map(one -> dynamicTest(
                        "%s: %s (line %d)"
                                .formatted(
                                        group,
                                        one.path("name").asText(),
                                        one.path("line").asInt()),
                        () -> check.accept(one)));
    }

    private static MetricRule rule(JsonNode one) {
        JsonNode params = one.path("params");
        MetricRule defaults = CLASS_DEFAULTS;
        return new MetricRule(
                MetricRule.Direction.valueOf(
                        one.path("direction").asText("either").toUpperCase(Locale.ROOT)),
                MetricRule.Nans.valueOf(one.path("nanStrategy").asText("remove").toUpperCase(Locale.ROOT)),
                false,
                defaults.outlierFactor(),
                one.path("critical").asBoolean(),
                one.path("dataRequired").asBoolean(),
                params.path("tolerance").asDouble(defaults.tolerance()),
                params.path("confLevel").asDouble(defaults.confidence()),
                params.path("effectSizeMeasure").asText("meanRatio").equals("cles")
                        ? MetricRule.Effect.CLES
                        : MetricRule.Effect.MEAN_RATIO,
                params.path("effectSizeThresholds").path(0).asDouble(defaults.allowedDecrease()),
                params.path("effectSizeThresholds").path(1).asDouble(defaults.allowedIncrease()),
                params.path("criticalThresholds").path(0).asDouble(defaults.criticalDecrease()),
                params.path("criticalThresholds").path(1).asDouble(defaults.criticalIncrease()));
    }

    private static double[] arm(JsonNode one, String name, MetricRule rule) {
        return Cleaning.nans(values(one.path(name)), rule.nans());
    }

    private static boolean isConstant(double[] values) {
        return DoubleStream.of(values).distinct().count() == 1;
    }

    private static void assertClose(double actual, JsonNode expected, double tolerance) {
        if (expected.isNumber()) {
            assertThat(actual).isCloseTo(expected.asDouble(), offset(Math.max(tolerance, 1e-12)));
        } else {
            assertThat(actual).isNaN();
        }
    }

    private static double[] values(JsonNode array) {
        return stream(array)
                .mapToDouble(node -> node.isNumber() ? node.asDouble() : Double.NaN)
                .toArray();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
