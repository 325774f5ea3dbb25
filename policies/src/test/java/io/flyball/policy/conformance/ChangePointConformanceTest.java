package io.flyball.policy.conformance;

import static io.flyball.policy.conformance.Cases.dynamicTest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.policy.analyze.change.ChangePoint;
import io.flyball.policy.analyze.change.ChangePoints;
import io.flyball.policy.analyze.change.Divisive;
import io.flyball.policy.analyze.change.Draws;
import io.flyball.policy.analyze.change.EnergyDivisive;
import io.flyball.policy.analyze.change.Outliers;
import io.flyball.policy.analyze.change.WindowedDivisive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Exact answers of Apache Otava's and MongoDB's own tests, and agreement with people who annotated real series. */
class ChangePointConformanceTest {
    private static final int PERMUTATIONS = 100;
    /** Of MongoDB's tests, but for those that set another. */
    private static final long LEGACY_SEED = 1234;

    private static final Map<String, Long> LEGACY_SEEDS = Map.of("test_regression_and_recovery", 1000L);

    private static final int GESD_CANDIDATES = 10;
    private static final double GESD_LEVEL = 0.05;
    private static final Pattern REPEATED = Pattern.compile("\\[(\\[[^]]*]|[^]\\[]*)]\\s*\\*\\s*(\\d+)");

    /** Reported as skipped where they are not: a factory without its file is not reported at all. */
    @Test
    void theCasesAreThere() {
        assertThat(Cases.read("conformance.changepoint", "changepoint-cases.json"))
                .isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> answersOfOtherSystems() {
        JsonNode groups =
                Cases.read("conformance.changepoint", "changepoint-cases.json").path("groups");
        return stream(groups).filter(group -> !group.has("datasets")).flatMap(this::tests);
    }

    @TestFactory
    Stream<DynamicTest> peopleWhoAnnotatedSeriesAreAgreedWith() {
        JsonNode groups =
                Cases.read("conformance.changepoint", "changepoint-cases.json").path("groups");
        return stream(groups)
                .filter(group -> group.has("datasets"))
                .map(group -> dynamicTest(group.path("name").asText() + ": mean F1", () -> {
                    List<Double> scores = new ArrayList<>();
                    StringBuilder words = new StringBuilder();
                    for (JsonNode series : group.path("datasets")) {
                        double score =
                                Annotations.of(series).f1(indexes(ChangePoints.find(values(series.path("series")))));
                        scores.add(score);
                        words.append(String.format(
                                Locale.ROOT, "%s %.3f; ", series.path("name").asText(), score));
                    }
                    double mean = scores.stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElse(0);
                    System.out.printf(
                            Locale.ROOT,
                            "%s: mean F1 %.4f of %d%n",
                            group.path("name").asText(),
                            mean,
                            scores.size());
                    assertThat(mean).as(words.toString()).isGreaterThanOrEqualTo(0.70);
                }));
    }

    private Stream<DynamicTest> tests(JsonNode group) {
        String name = group.path("name").asText();
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode one : group.path("cases")) {
            tests.add(dynamicTest(id(name, one), () -> check(group, one)));
        }
        if (group.has("gesd")) {
            tests.add(dynamicTest(name + ": generalized ESD", () -> checkOutliers(group)));
        }
        if (tests.isEmpty()) {
            tests.add(dynamicTest(
                    name,
                    () -> assertThat(group).as("cases of a kind that is known").isNull()));
        }
        return tests.stream();
    }

    private static String id(String group, JsonNode one) {
        StringBuilder id = new StringBuilder(group).append(':');
        one.properties().forEach(field -> {
            if (!field.getKey().equals("series") && !field.getKey().equals("expected")) {
                id.append(' ')
                        .append(field.getKey())
                        .append('=')
                        .append(field.getValue().asText());
            }
        });
        return id.toString();
    }

    private static void check(JsonNode group, JsonNode one) {
        List<Integer> expected =
                stream(one.path("expected")).map(JsonNode::asInt).toList();
        for (Answer answer : answers(group, one)) {
            assertThat(answer.points()).as(answer.by()).isEqualTo(expected);
        }
    }

    private record Answer(String by, List<Integer> points) {}

    private static List<Answer> answers(JsonNode group, JsonNode one) {
        String algorithm = algorithm(group, one);
        JsonNode series = one.has("series") ? one.path("series") : group.path("series");
        if (algorithm.contains("original e-divisive")) {
            return List.of(new Answer("permutations", permutations(one, values(series), 0.001)));
        }
        if (algorithm.contains("e-divisive with permutation test")) {
            double pValue = one.path("pvalue").asDouble(0.05);
            Draws draws = new NumpyLegacy(seed(one));
            return List.of(new Answer("energy", EnergyDivisive.find(rows(one, series), pValue, PERMUTATIONS, draws)));
        }
        if (algorithm.equals("t-test and permutation")) {
            double pValue = one.path("max_pvalue").asDouble();
            return List.of(
                    new Answer("t-test", Divisive.byTTest(values(series), pValue)),
                    new Answer("permutations", permutations(one, values(series), pValue)));
        }
        if (algorithm.contains("windowed e-divisive")) {
            WindowedDivisive.Settings defaults = WindowedDivisive.Settings.DEFAULTS;
            return List.of(new Answer(
                    "windowed",
                    indexes(WindowedDivisive.find(
                            values(series),
                            new WindowedDivisive.Settings(
                                    one.path("window_len").asInt(defaults.window()),
                                    one.path("max_pvalue").asDouble(defaults.maxPValue()),
                                    one.path("min_magnitude").asDouble(defaults.minMagnitude()))))));
        }
        throw new AssertionError("algorithm = " + algorithm + ": must be one that is known");
    }

    /** Named by the case, else by its group; groups of Otava that name none mean its default. */
    private static String algorithm(JsonNode group, JsonNode one) {
        for (JsonNode named : List.of(one.path("algorithm"), one.path("test"), group.path("algorithm"))) {
            if (named.isTextual()
                    && !named.asText().startsWith("test_")
                    && !named.asText().endsWith("_multivariate")) {
                return named.asText();
            }
        }
        return group.path("source").asText().startsWith("apache/otava") ? "windowed e-divisive" : "none";
    }

    private static List<Integer> permutations(JsonNode one, double[] series, double pValue) {
        return Divisive.byPermutations(
                series,
                one.path("max_pvalue").asDouble(pValue),
                PERMUTATIONS,
                new NumpyGenerator(one.path("seed").asLong(1)));
    }

    private static long seed(JsonNode one) {
        long usual = LEGACY_SEEDS.getOrDefault(one.path("test").asText(), LEGACY_SEED);
        return one.path("seed").asLong(usual);
    }

    private static void checkOutliers(JsonNode group) {
        JsonNode gesd = group.path("gesd");
        List<Integer> order = stream(gesd.path("order")).map(JsonNode::asInt).toList();
        int most = order.isEmpty() ? GESD_CANDIDATES : order.size();
        Outliers outliers = Outliers.generalizedEsd(values(group.path("series")), most, GESD_LEVEL);
        assertThat(outliers.count()).isEqualTo(gesd.path("expected_outliers").asInt());
        assertThat(outliers.candidates()).isEqualTo(order);
    }

    private static List<Integer> indexes(List<ChangePoint> points) {
        return points.stream().map(ChangePoint::index).toList();
    }

    /** One row per time; a generator is an expression like {@code [[0,0]]*100+[[1,1]]*100}. */
    private static double[][] rows(JsonNode one, JsonNode series) {
        if (series.isArray()) {
            return stream(series)
                    .map(row -> row.isArray() ? values(row) : new double[] {value(row)})
                    .toArray(double[][]::new);
        }
        List<double[]> rows = new ArrayList<>();
        Matcher part = REPEATED.matcher(one.path("generator").asText());
        while (part.find()) {
            double[] row = Stream.of(part.group(1).replaceAll("[\\[\\]\\s]", "").split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            for (int i = 0; i < Integer.parseInt(part.group(2)); i++) {
                rows.add(row);
            }
        }
        assertThat(rows).as("series or generator").isNotEmpty();
        return rows.toArray(double[][]::new);
    }

    private static double[] values(JsonNode array) {
        return stream(array).mapToDouble(ChangePointConformanceTest::value).toArray();
    }

    private static double value(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
