package io.flyball.cli;

import static io.flyball.cli.Called.flyball;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCapacityTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POLICY = """
            apiVersion: flyball/v1
            kind: Policy
            metadata: {name: shop}
            spec:
              selector: {service: shop}
              objectives: [{metric: latency.p99, below: 250ms}, {metric: error.rate, below: 1%}]
              scaling: {minInstances: 2, maxInstances: 10, rules: [{resource: {metric: cpu, target: 60%}}]}
            """;
    private static final long DAY = 86_400_000;

    @TempDir
    Path folder;

    @Test
    void whatIsGivenIsEnough() {
        Called called = flyball("plan", "capacity", "--load", "900", "--capacity", "100", "--instance-price", "0.12");
        assertThat(called.err()).isEmpty();
        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .startsWith("plan: 11 instances for 900/s")
                .contains("10 carry the peak when the spare ones are gone")
                .containsPattern("proposed +11 +1\\.32 +31\\.68 +963\\.60")
                .contains("First to give way with all instances up: objective utilization")
                .contains("Twice the peak needs 21 instances.")
                .containsPattern("instances that may fail at the peak +1 +default")
                .contains("HOW SURE  ◌ fair: capacity was given, not measured");
    }

    @Test
    void aTraceGivesThePeakAndIsRehearsed() throws IOException {
        Path file = trace(2 * 96);
        Called called = flyball(
                "plan", "capacity", "--trace", file.toString(), "--growth", "2x", "--capacity", "100", "-o", "json");
        assertThat(called.exit()).isZero();
        JsonNode plan = JSON.readTree(called.out());
        assertThat(plan.path("peak").asDouble()).isBetween(1780.0, 1800.0);
        assertThat(plan.at("/instances/number").asInt()).isEqualTo(21);
        assertThat(plan.at("/instances/left").asInt()).isEqualTo(20);
        assertThat(plan.at("/simulated/highestUtilization").asDouble()).isBetween(0.88, 0.91);
        assertThat(plan.path("cost")).isEmpty();
        assertThat(plan.path("assumptions"))
                .anyMatch(row -> row.path("name").asText().contains("p99 of the load")
                        && row.path("source").asText().startsWith("measured over 2.0 d"));
    }

    @Test
    void aTraceAloneSaysNothingAboutInstances() throws IOException {
        Called called = flyball("plan", "capacity", "--trace", trace(2 * 96).toString());
        assertThat(called.exit()).isEqualTo(ExitCodes.FAILED);
        assertThat(called.out())
                .contains("no plan")
                .contains("'instances' was not measured")
                .contains("--capacity");
        Called json = flyball("plan", "capacity", "--trace", trace(40).toString(), "--capacity", "9", "-o", "json");
        assertThat(json.exit()).isEqualTo(ExitCodes.FAILED);
        assertThat(JSON.readTree(json.out()).path("refused").path(0).asText()).contains("no whole day");
    }

    /** 1,359/s at the peak and twice that to come: 2,719 / 0.9 / 400 = 7.6, so 8 and one to spare. */
    @Test
    void aLiveServiceIsPlannedFromItsHistoryAndItsPolicy() throws IOException {
        long now = Instant.now().toEpochMilli();
        try (HistoryMember member = new HistoryMember(POLICY, 7 * 3_600_000L, now - 8 * DAY)) {
            Called called = flyball(
                    "plan", "capacity", "--service", "shop", "--growth", "2x", "-o", "json", "--server", member.url());
            assertThat(called.err()).isEmpty();
            assertThat(called.exit()).isZero();
            JsonNode plan = JSON.readTree(called.out());
            assertThat(plan.at("/instances/number").asInt()).isEqualTo(9);
            assertThat(plan.path("objectives").path(0).asText()).startsWith("latency.p99");
            assertThat(plan.path("heap").path("bytes").asLong()).isGreaterThan(500_000_000L);
            assertThat(plan.path("assumptions"))
                    .anyMatch(row -> row.path("source").asText().equals("policy shop, revision 7")
                            && row.path("value").asInt() == 10);
            assertThat(member.asked).contains("mean", "count").hasSizeGreaterThan(20);
        }
    }

    @Test
    void aServiceThatWasRecordedForAnHourHasNoPlan() throws IOException {
        long now = Instant.now().toEpochMilli();
        try (HistoryMember member = new HistoryMember(POLICY, DAY, now - 3_600_000)) {
            Called called = flyball("plan", "capacity", "--service", "shop", "--since", "2d", "--server", member.url());
            assertThat(called.exit()).isEqualTo(ExitCodes.FAILED);
            assertThat(called.out()).contains("no whole day");
        }
        assertThat(flyball("plan", "capacity", "--service", "shop", "--server", "http://127.0.0.1:1")
                        .exit())
                .isEqualTo(ExitCodes.UNREACHABLE);
    }

    @Test
    void aScenarioIsPlannedOrRefusedWithItsMistakes() throws IOException {
        String text = """
                apiVersion: flyball/v1
                kind: Scenario
                metadata: {name: sale}
                spec:
                  duration: 2h
                  fleet: {plant: simple, capacity: 100}
                  traffic: [{ramp: {from: 100, to: 900, from-at: 0s}}]
                  controllers: [none]
                """;
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), text);
        Called called = flyball("plan", "capacity", "--scenario", wrong.toString());
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains("wrong.yaml").contains("from-at");
        Path right = Files.writeString(
                folder.resolve("right.yaml"),
                text.replace("ramp: {from: 100, to: 900, from-at: 0s}", "constant: {rate: 900}"));
        called = flyball("plan", "capacity", "--scenario", right.toString());
        assertThat(called.err()).isEmpty();
        assertThat(called.out()).startsWith("right.yaml: 11 instances for 900/s");
        assertThat(called.exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--load 900 --cpu-per-request 12ms | --cores",
                "--load 900 --capacity 100 --zones 0 --spare -1 | --zones = 0",
                "--load 900 --capacity 100 --latency 30 | must be a time such as 12ms",
                "--load -1 | must be a number above 0",
                "--load 900 --capacity 100 --objective heap<3 | must be such as latency.p99<250ms",
                "--load 900 --capacity 1 --cpu-per-request 1ms --cores 2 | must be one of them",
                "--capacity 100 | one must be given",
                "--load 9 --gc-share 120% | up to 100%",
            })
    void wrongOptionsAreNamed(String options, String message) {
        Called called = flyball(("plan capacity " + options).split(" "));
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains(message);
    }

    @Test
    void aFileWithoutALoadIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "time,cpu,heap.live\n0,0.5,1\n60,0.6,2\n");
        Called called = flyball("plan", "capacity", "--trace", file.toString(), "--capacity", "9");
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains("must have a column of times and one named load");
        assertThat(flyball(
                                "plan",
                                "capacity",
                                "--trace",
                                folder.resolve("none.csv").toString())
                        .exit())
                .isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void planItselfStillAsksForItsFile() {
        Called called = flyball("plan");
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains("Missing required option: '--file=FILE'");
    }

    /** Every 15 minutes, 100 to 900/s each day. */
    private Path trace(int rows) throws IOException {
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int i = 0; i <= rows; i++) {
            text.append(1_795_000_000L + i * 900L)
                    .append(',')
                    .append(500 - 400 * Math.cos(2 * Math.PI * i / 96))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("trace.csv"), text);
    }
}
