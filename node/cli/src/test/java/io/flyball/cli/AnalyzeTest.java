package io.flyball.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aDailyCourseIsPeriodicAndDrawn() throws IOException {
        Path file = series("day.csv", 24 * 14, 3600, AnalyzeTest::daily);
        Called called = Called.flyball("analyze", "pattern", file.toString());
        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("day.csv: periodic")
                .contains("24 points")
                .contains("┤");
        JsonNode json = JSON.readTree(Called.flyball("analyze", "pattern", file.toString(), "-o", "json")
                .out());
        assertThat(json.get(0).path("evidence").path("period").asInt()).isEqualTo(24);
    }

    @Test
    void aStepIsFoundWhereItIs() throws IOException {
        Path file = series("step.csv", 100, 60, i -> (i < 60 ? 20 : 30) + i * 7 % 5 * 0.1);
        Called called = Called.flyball("analyze", "changepoints", file.toString());
        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("1 change point in 100 values")
                .contains("2026-11-01T01:00:00Z")
                .contains("+49");
        assertThat(JSON.readTree(Called.flyball("analyze", "changepoints", file.toString(), "-o", "json")
                                .out())
                        .at("/0/changePoints/0/index")
                        .asInt())
                .isEqualTo(60);
    }

    @Test
    void aForecastSaysWhetherItsModelIsUsed() throws IOException {
        Path file = series("day.csv", 24 * 21, 3600, i -> daily(i) + i * 37 % 11 * 0.2);
        Called called = Called.flyball("analyze", "forecast", file.toString(), "--horizon", "24");
        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("season 24").contains("floor").contains("AHEAD");
        Path flat = series("short.csv", 5, 3600, i -> i);
        assertThat(Called.flyball("analyze", "forecast", flat.toString()).out()).contains("the model is not used");
    }

    @Test
    void aWideFileGivesARowOfForecastsForEachSeries() throws IOException {
        StringBuilder rows = new StringBuilder("\"V1\",\"V2\"\n");
        for (String id : List.of("H1", "H2")) {
            rows.append('"').append(id).append('"');
            for (int i = 0; i < 24 * 10; i++) {
                rows.append(',').append(daily(i));
            }
            rows.append('\n');
        }
        Path wide = Files.writeString(folder.resolve("wide.csv"), rows);
        Path out = folder.resolve("out.csv");
        Called called = Called.flyball(
                "analyze",
                "forecast",
                "--wide",
                wide.toString(),
                "--horizon",
                "48",
                "--season",
                "24",
                "--out",
                out.toString());
        assertThat(called.exit()).isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(2);
        String[] cells = lines.get(1).split(",");
        assertThat(cells).hasSize(49).startsWith("H2");
        assertThat(Double.parseDouble(cells[1])).isBetween(90.0, 110.0);
    }

    @Test
    void anomaliesAreWrittenBesideTheValuesAndNothingElseChanges() throws IOException {
        Path file = series("spike.csv", 600, 300, i -> i == 500 ? 400 : 50 + i * 13 % 7);
        Path out = folder.resolve("scored");
        Called called = Called.flyball("analyze", "anomalies", "--out", out.toString(), file.toString());
        assertThat(called.exit()).isZero();
        List<String> before = Files.readAllLines(file);
        List<String> after = Files.readAllLines(out.resolve("spike.csv"));
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.get(0)).isEqualTo("timestamp,value,score");
        for (int i = 1; i < after.size(); i++) {
            assertThat(after.get(i)).startsWith(before.get(i) + ",");
            assertThat(score(after.get(i))).isBetween(0.0, 1.0);
        }
        assertThat(score(after.get(501))).isGreaterThan(0.99);
        assertThat(called.out()).contains("1 alarm");
    }

    @Test
    void anomaliesDoNotOverwriteTheirOwnSources() throws IOException {
        Path file = series("a.csv", 10, 60, i -> i);
        Called same = Called.flyball("analyze", "anomalies", "--out", folder.toString(), file.toString());
        assertThat(same.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(same.err()).contains("must not be the folder of");
        Files.createDirectories(folder.resolve("other"));
        Path other = Files.copy(file, folder.resolve("other/a.csv"));
        Called twice = Called.flyball(
                "analyze", "anomalies", "--out", folder.resolve("x").toString(), file.toString(), other.toString());
        assertThat(twice.err()).contains("two files are named a.csv");
    }

    @Test
    void aTableOfMetricsNamesWhatLimits() throws IOException {
        StringBuilder rows = new StringBuilder(
                "time,tomcat.threads.busy,tomcat.threads.max,tomcat.queue,host.cpu,cpu,throughput,latency.mean,gc.time,"
                        + "runqueue.wait\n");
        for (int i = 0; i < 40; i++) {
            rows.append(START.plusSeconds(5L * i)).append(",4,4,12,0.31,0.3,200,0.02,0.01,0.01\n");
        }
        Path file = Files.writeString(folder.resolve("metrics.csv"), rows);
        Called called = Called.flyball("analyze", "bottleneck", file.toString());
        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("thread pool exhaustion").contains("EVIDENCE");
    }

    @Test
    void aSourceMustBeGivenAndReadable() {
        assertThat(Called.flyball("analyze", "pattern").exit()).isEqualTo(ExitCodes.USAGE);
        Called none =
                Called.flyball("analyze", "pattern", folder.resolve("none.csv").toString());
        assertThat(none.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(none.err()).contains("no such file");
        Called wrong = Called.flyball("analyze", "forecast", "--horizon", "0", "--quantile", "2", "x.csv");
        assertThat(wrong.err()).contains("--horizon = 0: must be").contains("--quantile = 2.0: must be");
    }

    @Test
    void aFileOfAHeaderOnlyIsAnsweredByEveryVerb() throws IOException {
        Path file = Files.writeString(folder.resolve("header.csv"), "timestamp,value\n");
        for (String verb : List.of("pattern", "changepoints", "anomalies", "forecast", "bottleneck")) {
            Called called = Called.flyball("analyze", verb, file.toString());
            assertThat(called.exit()).as(verb + called.err()).isZero();
        }
        assertThat(Called.flyball("analyze", "forecast", file.toString()).out())
                .contains("0 values, no season\n• no forecast")
                .doesNotContain("of the none");
    }

    @Test
    void whatIfNamesTheFileOfATraceWithoutLoad() throws IOException {
        Path policy = Files.writeString(folder.resolve("p.yaml"), """
                apiVersion: flyball/v1
                kind: Policy
                metadata: {name: shop}
                spec:
                  selector: {service: shop}
                  scaling: {maxInstances: 5, rules: [{load: {metric: throughput, perInstance: 400}}]}
                """);
        Path trace = Files.writeString(folder.resolve("trace.csv"), "timestamp,value\n0,-5\n60,\n");
        Called called = Called.flyball("whatif", "-f", policy.toString(), "--trace", trace.toString());
        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err()).contains("trace.csv: must have a load above 0 somewhere");
    }

    @Test
    void whatIfTellsWhatThePolicyWouldHaveDone() throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: flyball/v1
                kind: Policy
                metadata: {name: shop}
                spec:
                  selector: {service: shop}
                  scaling:
                    minInstances: 2
                    maxInstances: 20
                    cooldownPeriod: 0s
                    rules:
                      - resource: {metric: cpu, target: 60%}
                """);
        Path trace = series("load.csv", 300, 60, i -> i < 100 ? 100 : 800);
        Called called = Called.flyball(
                "whatif", "-f", policy.toString(), "--trace", trace.toString(), "--capacity", "100", "-o", "json");
        assertThat(called.exit()).isZero();
        JsonNode answer = JSON.readTree(called.out());
        JsonNode points = answer.path("points");
        assertThat(points.get(points.size() - 1).get(2).asInt()).isBetween(13, 14); // 800 / (100 x 60 %) = 13.3
        assertThat(answer.path("violations").asDouble()).isBetween(0.001, 0.1);
        Called table =
                Called.flyball("whatif", "-f", policy.toString(), "--trace", trace.toString(), "--capacity", "100");
        assertThat(table.out())
                .contains("instance-hours")
                .contains("starts and stops")
                .contains("┤");
        Called wrong =
                Called.flyball("whatif", "-f", policy.toString(), "--trace", trace.toString(), "--capacity", "-1");
        assertThat(wrong.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(wrong.err()).contains("--capacity = -1.0: must be a number above 0");
    }

    @Test
    void whatIfFitsTheModelsOfPredictiveRulesAsItGoes() throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: flyball/v1
                kind: Policy
                metadata: {name: shop}
                spec:
                  selector: {service: shop}
                  scaling:
                    minInstances: 1
                    maxInstances: 20
                    cooldownPeriod: 0s
                    startTime: 10m
                    rules:
                      - resource: {metric: cpu, target: 60%}
                      - predictive: {metric: cpu, horizon: startTime}
                """);
        Path trace = series("days.csv", 288 * 5, 300, i -> 400 - 300 * Math.cos(2 * Math.PI * i / 288) + i * 37 % 11);
        Called called = Called.flyball(
                "whatif", "-f", policy.toString(), "--trace", trace.toString(), "--capacity", "100", "-o", "json");
        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("no complete bucket").contains("against the last value");
    }

    private static double daily(int hour) {
        return 100 + 50 * Math.sin(2 * Math.PI * hour / 24);
    }

    private static double score(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
    }

    private Path series(String name, int count, int stepSeconds, IntToDoubleFunction value) throws IOException {
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < count; i++) {
            text.append(START.plusSeconds((long) stepSeconds * i))
                    .append(',')
                    .append(value.applyAsDouble(i))
                    .append('\n');
        }
        return Files.writeString(folder.resolve(name), text);
    }
}
