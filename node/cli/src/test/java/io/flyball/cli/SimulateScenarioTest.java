package io.flyball.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateScenarioTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void aMissedObjectiveOfTheFirstControllerEndsWithOne() throws IOException {
        String none = scenario("[none, static: {instances: 9}]");
        Called called = Called.flyball("simulate", "run", none);
        assertThat(called.exit()).isEqualTo(ExitCodes.FAILED);
        assertThat(called.out())
                .contains("✖ none: violation = ")
                .contains("in the worst of 2 seeds: must be below 0.05")
                .contains("✔ static: violation = ");
        assertThat(Called.flyball("simulate", "run", scenario("[static: {instances: 9}, none]"))
                        .exit())
                .isZero();
    }

    @Test
    void theCommandLineReplacesControllersAndSeeds() throws IOException {
        JsonNode rows = JSON.readTree(Called.flyball(
                        "simulate",
                        "run",
                        scenario("[none]"),
                        "--controller",
                        "hpa,static",
                        "--seed",
                        "5",
                        "-o",
                        "json")
                .out());
        assertThat(rows).hasSize(2);
        assertThat(rows.at("/0/trace").asText()).isEqualTo("growth");
        assertThat(rows.at("/0/controller").asText()).isEqualTo("hpa");
        assertThat(rows.at("/1/seed").asInt()).isEqualTo(5);
        assertThat(rows.at("/0/faultsNotModelled/0").asText()).isEqualTo("hang");
    }

    @Test
    void aPolicyDecidesUnderTheNameOfItsFile() throws IOException {
        Path policy = Files.writeString(folder.resolve("calm.yaml"), """
                apiVersion: flyball/v1
                kind: Policy
                metadata: {name: shop}
                spec:
                  selector: {service: shop}
                  monitoring: {interval: 15s}
                  scaling:
                    minInstances: 2
                    maxInstances: 20
                    cooldownPeriod: 1m
                    rules: [{resource: {metric: cpu, target: 60%}}]
                """);
        Called called = Called.flyball(
                "simulate", "compare", "--controller", "none", "--policy", policy.toString(), scenario("[none]"));
        assertThat(called.err())
                .isEqualToIgnoringNewLines(
                        "! spec.faults[0].hang = hang: must be one that plant simple models: it has no effect there");
        assertThat(called.out()).containsPattern("flyball:calm +violationPct .* better");
        Path wrong =
                Files.writeString(folder.resolve("wrong.yaml"), "kind: Policy\nspec: {scaling: {minInstances: 0}}");
        Called refused = Called.flyball("simulate", "run", scenario("[none]"), "--policy", wrong.toString());
        assertThat(refused.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err()).contains("wrong.yaml").contains("minInstances");
    }

    @Test
    void everyMistakeInAScenarioIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), """
                apiVersion: flyball/v1
                kind: Scenario
                metadata: {name: bad}
                spec:
                  duration: 0s
                  fleet: {plant: cloud}
                  traffic: [{constant: {rate: -1}}]
                  controllers: [hpa]
                """);
        Called called = Called.flyball("simulate", "run", file.toString());
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains("spec.duration").contains("plant").contains("rate");
    }

    @Test
    void aScenarioAndATraceAreNotBoth() throws IOException {
        String scenario = scenario("[none]");
        assertThat(Called.flyball("simulate", "run", scenario, "--trace", "x.csv")
                        .err())
                .contains("must be given, and not both");
    }

    private String scenario(String controllers) throws IOException {
        return Files.writeString(folder.resolve("growth.yaml"), """
                apiVersion: flyball/v1
                kind: Scenario
                metadata: {name: growth}
                spec:
                  duration: 1h
                  fleet: {plant: simple, capacity: 10, startTime: 60s, instances: 4, maxInstances: 30}
                  traffic: [{ramp: {from: 20, to: 70, at: 10m, rise: 10m}, noise: {deviation: 5%%}}]
                  faults: [{hang: {at: 20m, for: 5m}}]
                  controllers: %s
                  objectives: [{result: violation, below: 5%%}]
                  seeds: [3, 4]
                """.formatted(controllers))
                .toString();
    }
}
