package io.flyball.cli;

import static io.flyball.cli.Called.flyball;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code flyball policy ...}: nobody answers at the default address, and nobody is asked. */
class PolicyVerbsTest {
    private static final String HEAD =
            "apiVersion: flyball/v1\nkind: Policy\nmetadata: {name: shop}\nspec:\n  selector: {service: shop}\n";

    @TempDir
    Path directory;

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private String policy(String name, String spec) throws IOException {
        return file(name, HEAD + "  " + spec + "\n");
    }

    private static JsonNode json(Called called) throws IOException {
        return new ObjectMapper().readTree(called.out());
    }

    // --- lint

    @Test
    void lintSaysWhatCannotWorkWhyAndHowToMendIt() throws IOException {
        String file = file("pool.yaml", HEAD + """
                          scaling: {maxInstances: 10, rules: [{load: {metric: throughput, perInstance: 4}}]}
                          connections: [{max: 30, downstream: {name: db, limit: 100}}]
                        """);
        Called called = flyball("policy", "lint", file);
        assertThat(called.exit()).isEqualTo(ExitCodes.FAILED);
        assertThat(called.err()).isEmpty();
        assertThat(called.out().lines())
                .containsExactly(
                        file + ": 1 error, 0 warnings",
                        "  ✖ error    spec.connections[0].max = 30: must be at most 8",
                        "             why:   10 instances x 30 = 300 connections, and db takes 100, of which 80% (80) are"
                                + " ours",
                        "             mend:  lower max to 8, or maxInstances to 2",
                        "             rule:  pool-times-instances");
    }

    @Test
    void lintTellsMistakesOfTheReaderAllAtOnce() throws IOException {
        Called called = flyball("policy", "lint", policy("bad.yaml", "treads: {min: 4}"));
        assertThat(called.exit()).isEqualTo(ExitCodes.FAILED);
        assertThat(called.out()).contains("✖ error    spec.treads = a mapping: unknown field: did you mean threads?");
    }

    @Test
    void warningsFailOnlyWhenStrict() throws IOException {
        String file = policy("warn.yaml", "objectives: [{metric: latency.p99, below: 250}]");
        assertThat(flyball("policy", "lint", file).exit()).isEqualTo(ExitCodes.OK);
        assertThat(flyball("policy", "lint", "--strict", file).exit()).isEqualTo(ExitCodes.FAILED);
        assertThat(flyball("policy", "lint", file).out()).contains("0 errors, 1 warning", "! warning");
    }

    @Test
    void theWorstOfSeveralFilesDecides() throws IOException {
        String clean = policy("clean.yaml", "threads: {max: 64}");
        String wrong = policy("wrong.yaml", "threads: {max: 0}");
        Called called = flyball("policy", "lint", clean, wrong);
        assertThat(called.exit()).isEqualTo(ExitCodes.FAILED);
        assertThat(called.out()).contains(clean + ": clean", wrong + ": 1 error, 0 warnings");
        Called none =
                flyball("policy", "lint", clean, directory.resolve("none.yaml").toString());
        assertThat(none.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(none.out()).contains(clean + ": clean");
        assertThat(none.err()).startsWith("Error: cannot read ").contains("none.yaml: no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "", "a: 1\na: 2", "--- a\n--- b", "\u0000", "a: *nope"})
    void whatIsNoDocumentIsUnreadable(String text) throws IOException {
        Called called = flyball("policy", "lint", file("bad.yaml", text));
        assertThat(called.exit()).as(called.out()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).startsWith("Error: ").contains("bad.yaml");
    }

    @Test
    void bytesThatAreNoTextAreUnreadable() throws IOException {
        Path file = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        assertThat(flyball("policy", "lint", file.toString()).err()).contains("must be text in UTF-8");
        Path large = Files.writeString(directory.resolve("large"), "x".repeat((1 << 20) + 1));
        assertThat(flyball("policy", "lint", large.toString()).err()).contains("must be at most 1 MiB");
    }

    @Test
    void lintAnswersInJson() throws IOException {
        String file = policy("warn.yaml", "objectives: [{metric: latency.p99, below: 250}]");
        JsonNode finding = json(flyball("policy", "lint", "-o", "json", file)).at("/files/0/findings/0");
        assertThat(finding.path("severity").asText()).isEqualTo("warning");
        assertThat(finding.path("name").asText()).isEqualTo("objective-in-seconds");
        assertThat(finding.path("path").asText()).isEqualTo("spec.objectives[0].below");
    }

    // --- explain and schema

    @Test
    void explainTellsAboutAField() {
        Called called = flyball("policy", "explain", "scaling.cooldownPeriod");
        assertThat(called.exit()).isEqualTo(ExitCodes.OK);
        assertThat(called.out().lines())
                .containsExactly(
                        "Field:   spec.scaling.cooldownPeriod",
                        "Type:    time",
                        "Rule:    must be a time from 0s to 1d, e.g. 250ms, 5s, 5m, 2h or 14d",
                        "Default: 5m",
                        "Meaning: no second change of the count within it");
    }

    @Test
    void explainListsTheFieldsBelow() {
        Called called = flyball("policy", "explain", "scaling.flapBudget");
        assertThat(called.out().lines().skip(4))
                .containsExactly(
                        "FIELD    TYPE          DEFAULT   MEANING",
                        "actions  whole number  required  starts plus stops",
                        "per      time          1h        in any span of this length");
        assertThat(flyball("policy", "explain").out()).contains("Field:   spec\n", "selector", "rollout");
    }

    @Test
    void explainSaysWhatWasProbablyMeant() {
        Called called = flyball("policy", "explain", "scaling.maxInstance");
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err())
                .isEqualToIgnoringNewLines(
                        "Error: FIELD = scaling.maxInstance: must be a field of a policy; did you mean"
                                + " spec.scaling.maxInstances?");
        assertThat(flyball("policy", "explain", "qqqqqqqqqq").err()).contains("lists the first level");
    }

    @Test
    void explainAnswersInJson() throws IOException {
        JsonNode answer = json(flyball("policy", "explain", "threads.max", "-o", "json"));
        assertThat(answer.path("otherwise").asText()).isEqualTo("200");
        assertThat(answer.path("rule").asText()).isEqualTo("must be a whole number from 2 to 100000");
    }

    @Test
    void schemaIsTheOneThatIsPublished() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docs/policy.schema.json"))) {
            here = here.getParent();
        }
        JsonNode published = new ObjectMapper()
                .readTree(here.resolve("docs/policy.schema.json").toFile());
        Called called = flyball("policy", "schema");
        assertThat(called.exit()).isEqualTo(ExitCodes.OK);
        assertThat(json(called)).isEqualTo(published);
    }

    @Test
    void policyAloneSaysWhatMayFollow() {
        Called called = flyball("policy");
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains("lint, explain, schema, import");
    }

    // --- import

    private static final String HPA = """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: shop}
            spec:
              scaleTargetRef: {kind: Deployment, name: shop}
              maxReplicas: 10
              metrics:
              - {type: Pods, pods: {metric: {name: rps}, target: {type: AverageValue, averageValue: "400"}}}
              - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}
              behavior: {scaleDown: {stabilizationWindowSeconds: 120}}
            """;

    @Test
    void importPrintsAPolicyThatLintTakes() throws IOException {
        Called called = flyball(
                "policy",
                "import",
                "--hpa",
                file("hpa.yaml", HPA),
                "--metric",
                "rps=throughput",
                "--cpu-request",
                "500m");
        assertThat(called.err()).isEmpty();
        assertThat(called.exit()).isEqualTo(ExitCodes.OK);
        assertThat(called.out())
                .contains("- load: {metric: throughput, perInstance: 400}")
                .contains("- resource: {metric: cpu.cores, request: 0.5, target: 60%}")
                .contains("scaleDown: {stabilization: 120s}");
        Called linted = flyball("policy", "lint", "--strict", file("shop.yaml", called.out()));
        assertThat(linted.out()).endsWith(": clean\n");
        assertThat(linted.exit()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void importTellsWhyAManifestCannotBeTaken() throws IOException {
        Called called = flyball("policy", "import", "--hpa", file("old.yaml", HPA.replace("/v2", "/v2beta2")));
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).contains("apiVersion = autoscaling/v2beta2: must be autoscaling/v2");
        assertThat(flyball("policy", "import", "--hpa", file("x.yaml", "kind: Service"))
                        .err())
                .contains("must have one document of kind HorizontalPodAutoscaler, has 0");
        assertThat(flyball("policy", "import", "--hpa", file("h.yaml", HPA), "--metric", "rps=throughputt")
                        .err())
                .contains("--metric rps=throughputt: must be a metric");
        assertThat(flyball("policy", "import", "--hpa", file("h.yaml", HPA), "--cpu-request", "lots")
                        .err())
                .contains("--cpu-request = lots: must be a quantity");
    }
}
