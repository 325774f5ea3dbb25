package io.flyball.policy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.policy.capacity.Usl;
import io.flyball.policy.capacity.UslFit;
import io.flyball.policy.capacity.UslFit.Fitted;
import io.flyball.policy.capacity.UslFit.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The Universal Scalability Law fitted to measurements whose parameters another implementation found. */
class UslConformanceTest {
    private static final double EXACT = 0.02;

    /** Reported as skipped where they are not: a factory without its file is not reported at all. */
    @Test
    void theCasesAreThere() {
        assertThat(Cases.read("conformance.usl", "usl-cases.json")).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        JsonNode file = Cases.read("conformance.usl", "usl-cases.json");
        Stream<JsonNode> cases =
                file.has("cases") ? StreamSupport.stream(file.get("cases").spliterator(), false) : Stream.of(file);
        return cases.flatMap(UslConformanceTest::checks);
    }

    private static Stream<DynamicTest> checks(JsonNode one) {
        String id = one.path("id").asText("usl");
        Usl usl = fitted(one);
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode expected = one.get("expected");
        double percent = expected.path("tolerance_percent").asDouble(EXACT);
        expected.fieldNames().forEachRemaining(name -> {
            if (!name.equals("tolerance_percent")) {
                double value = expected.get(name).asDouble();
                tests.add(Cases.dynamicTest(id + " " + name, () -> assertClose(found(usl, name), value, percent)));
            }
        });
        at(tests, one, id, "throughput_at_concurrency", usl::throughput, percent);
        at(tests, one, id, "latency_at_concurrency", usl::latency, percent);
        return tests.stream();
    }

    private static void at(
            List<DynamicTest> tests, JsonNode one, String id, String field, DoubleUnaryOperator law, double percent) {
        JsonNode expected = one.path(field);
        expected.fieldNames()
                .forEachRemaining(n -> tests.add(Cases.dynamicTest(
                        id + " " + field + " " + n,
                        () -> assertClose(
                                law.applyAsDouble(Double.parseDouble(n)),
                                expected.get(n).asDouble(),
                                percent))));
    }

    private static double found(Usl usl, String name) {
        return switch (name) {
            case "lambda", "lambda_" -> usl.lambda();
            case "sigma" -> usl.sigma();
            case "kappa" -> usl.kappa();
            case "n_max" -> usl.wholePeak().orElseThrow();
            case "x_max" -> usl.throughput(usl.wholePeak().orElseThrow());
            default -> throw new AssertionError("unknown expectation: " + name);
        };
    }

    private static void assertClose(double found, double expected, double percent) {
        assertThat(found).isCloseTo(expected, within(Math.abs(expected) * percent / 100));
    }

    private static Usl fitted(JsonNode one) {
        List<Point> points = new ArrayList<>();
        one.get("measurements")
                .forEach(pair ->
                        points.add(new Point(pair.get(0).asDouble(), pair.get(1).asDouble())));
        return ((Fitted) UslFit.of(points)).usl();
    }
}
