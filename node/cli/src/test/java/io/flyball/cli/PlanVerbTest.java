package io.flyball.cli;

import static io.flyball.cli.Called.flyball;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanVerbTest {
    private static final String POLICY = """
            apiVersion: flyball/v1
            kind: Policy
            metadata: {name: shop}
            spec:
              selector: {service: shop}
              monitoring: {interval: 5s}
              threads: {max: 64, busyAbove: 90%}
            """;

    private final Map<String, String> answers = new HashMap<>();

    @TempDir
    Path directory;

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("shop.yaml"), text).toString();
    }

    @BeforeEach
    void member() throws IOException {
        answers.put("GET /v1/policies", json(Map.of("policies", List.of(Map.of("name", "other", "text", "")))));
        answers.put("GET /v1/services", json(Map.of("services", List.of(Map.of("name", "shop")))));
        answers.put(
                "GET /v1/services/shop/nodes",
                json(Map.of("nodes", List.of(Map.of("id", "shop-1"), Map.of("id", "shop-2")))));
        answers.put("PUT /v1/policies/shop", json(Map.of("warnings", List.of())));
    }

    private void stored(String text) throws IOException {
        answers.put(
                "GET /v1/policies",
                json(Map.of("policies", List.of(Map.of("name", "shop", "revision", 7, "text", text)))));
    }

    private static String json(Object value) throws IOException {
        return new ObjectMapper().writeValueAsString(value);
    }

    private Called plan(String text, String... more) throws IOException {
        try (CannedMember member = CannedMember.routes(answers)) {
            String[] arguments = new String[5 + more.length];
            System.arraycopy(new String[] {"plan", "-f", file(text), "--server", member.url()}, 0, arguments, 0, 5);
            System.arraycopy(more, 0, arguments, 5, more.length);
            Called called = flyball(arguments);
            assertThat(member.asked)
                    .filteredOn(asked -> !asked.head().startsWith("GET"))
                    .allMatch(asked -> asked.head().endsWith("?dryRun=true"));
            return called;
        }
    }

    @Test
    void whatMeansTheSameIsNoChange() throws IOException {
        stored(POLICY);
        Called called = plan(POLICY.replace("90%", "0.9").replace("interval: 5s", "retention: 14d"));
        assertThat(called.exit()).isEqualTo(ExitCodes.OK);
        assertThat(called.out()).isEqualToIgnoringNewLines("policy shop: no changes (revision 7)");
    }

    @Test
    void changesAreAlignedAndNodesNamed() throws IOException {
        stored(POLICY);
        Called called = plan(POLICY.replace("{interval: 5s}", "{interval: 10s}")
                .replace("max: 64, busyAbove: 90%", "min: 8, queueDepth: 500"));
        assertThat(called.err()).isEmpty();
        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.out().lines())
                .containsExactly(
                        "policy shop: 4 changes (revision 7)",
                        "~ spec.monitoring.interval  5s → 10s",
                        "~ spec.threads.max          64 → 200 (default)",
                        "~ spec.threads.min          4 (default) → 8",
                        "+ spec.threads.queueDepth   500",
                        "2 nodes affected: shop-1, shop-2");
    }

    @Test
    void aNewPolicyOfAServiceThatNoOneKnowsAddsEverything() throws IOException {
        answers.put("GET /v1/services", "{\"services\": []}");
        answers.put("PUT /v1/policies/shop", "{\"warnings\": [\"spec.x = 1: must be 2\"]}");
        Called called = plan(POLICY, "-o", "json");
        assertThat(called.exit()).isEqualTo(1);
        JsonNode plan = new ObjectMapper().readTree(called.out());
        assertThat(plan.path("revision").asLong()).isZero();
        assertThat(plan.path("nodes")).isEmpty();
        assertThat(plan.path("warnings").path(0).asText()).isEqualTo("spec.x = 1: must be 2");
        assertThat(plan.path("changes"))
                .allMatch(change -> change.path("kind").asText().equals("added"))
                .anyMatch(change -> change.path("path").asText().equals("spec.threads.max")
                        && change.path("to").asText().equals("64")
                        && !change.has("from"));
    }

    @Test
    void whateverGoesWrongIsNeverTakenForAChange() throws IOException {
        assertThat(plan(POLICY.replace("max: 64", "max: 0")).exit()).isEqualTo(ExitCodes.USAGE);
        answers.remove("PUT /v1/policies/shop");
        assertThat(plan(POLICY).exit()).isEqualTo(ExitCodes.USAGE);
        answers.clear();
        Called called = plan(POLICY);
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains("not found");
        assertThat(flyball("plan", "-f", file(POLICY), "--server", "http://127.0.0.1:1")
                        .exit())
                .isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(flyball("plan", "-f", directory.resolve("none").toString()).exit())
                .isEqualTo(ExitCodes.USAGE);
    }
}
