package io.flyball.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.simulator.run.Batch;
import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.scenario.Scenario;
import io.flyball.simulator.scenario.ScenarioReader;
import io.flyball.simulator.scenario.Staging;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The same scenario, seed and version give the same bytes: of every number, curve and decision, on every Java version and
 * machine. What changes a result on purpose rewrites the recorded hash with {@code -Dflyball.test.args=-Dflyball.golden=update}.
 */
class SameBytesTest {
    private static final Path RECORDED = Path.of("src/test/resources/golden/same-bytes.sha256");
    private static final String SPEC = """
            apiVersion: flyball/v1
            kind: Scenario
            metadata: {name: same}
            spec:
              duration: 6h
              fleet: %s
              traffic:
                - diurnal: {base: 80, peak: 1000, peakAt: 6h, harmonics: [0.25]}
                  noise: {deviation: 6%%, memory: 2m}
                - spiky: {height: 200, width: 5m, every: 2h}
              faults:
                - crash: {at: 30m, every: 3h, jitter: 10m}
                - metricLoss: {at: 3h, for: 10m, share: 50%%}
                - plannerFailover: {at: 5h, for: 30s}
              controllers: [%s]
              seeds: [7]
            """;

    @Test
    void theRecordedBytesComeAgain() throws IOException {
        String found = "simple %s%n"
                .formatted(sha256(run(
                        "{plant: simple, startTime: 2m}", "hpa, hpa-seasonal, static: {instances: 9}, clairvoyant")));
        if ("update".equals(System.getProperty("flyball.golden"))) {
            Files.createDirectories(RECORDED.getParent());
            Files.writeString(RECORDED, found);
        }
        assertThat(found).isEqualTo(Files.readString(RECORDED));
    }

    @Test
    void aServiceUnderThePlannerGivesEqualBytesTwice() {
        String service = "{plant: service, zones: 3, instances: 4, maxInstances: 12}";
        assertThat(run(service, "flyball")).isEqualTo(run(service, "flyball"));
    }

    private static String run(String fleet, String controllers) {
        ScenarioReader.Result read = ScenarioReader.text(SPEC.formatted(fleet, controllers), Path.of("."));
        assertThat(read.problems()).isEmpty();
        Scenario scenario = read.scenario().orElseThrow();
        List<Outcome> outcomes = Batch.run(Staging.plays(scenario), progress -> {});
        StringBuilder text = new StringBuilder();
        outcomes.forEach(one -> text.append(RunJson.full(one, "test")).append('\n'));
        return text.toString();
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
