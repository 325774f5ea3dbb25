package io.flyball.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.policy.lint.Finding;
import io.flyball.policy.lint.Finding.Severity;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Storing, replacing and removing policies, and freezing. */
class PolicyFlowTest {
    private static ApiUnderTest api;

    @BeforeAll
    static void open() {
        api = ApiUnderTest.open();
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @BeforeEach
    void empty() {
        api.ports.entries.clear();
        api.ports.findings.clear();
        api.ports.durable = true;
    }

    @Test
    void storesTheTextAsItWasSentAndTagsItWithItsRevision() throws Exception {
        HttpResponse<String> stored = api.put("/v1/policies/shop?reason=first%20try&author=anna", " shop shop\n");
        assertThat(stored.statusCode()).isEqualTo(201);
        assertThat(stored.headers().firstValue("ETag")).contains("\"1\"");
        HttpResponse<String> read = api.get("/v1/policies/shop");
        assertThat(read.headers().firstValue("ETag")).contains("\"1\"");
        JsonNode policy = ApiUnderTest.json(read);
        assertThat(policy.path("text").asText()).isEqualTo(" shop shop\n");
        assertThat(policy.path("author").asText()).isEqualTo("anna");
        assertThat(policy.path("reason").asText()).isEqualTo("first try");
        assertThat(policy.path("service").asText()).isEqualTo("shop");
    }

    @Test
    void replacesOnlyTheRevisionThatTheCallerSaw() throws Exception {
        api.put("/v1/policies/shop", "shop shop");
        assertThat(api.put("/v1/policies/shop", "shop web", "If-Match", "\"1\"").statusCode())
                .isEqualTo(200);
        HttpResponse<String> late = api.put("/v1/policies/shop", "shop db", "If-Match", "\"1\"");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("the stored revision is 2");
        assertThat(api.delete("/v1/policies/shop", "If-Match", "\"1\"").statusCode())
                .isEqualTo(412);
        assertThat(api.put("/v1/policies/shop", "shop db", "If-None-Match", "*").statusCode())
                .isEqualTo(412);
        assertThat(api.put("/v1/policies/shop", "shop db", "If-Match", "\"0\"").statusCode())
                .isEqualTo(412);
        assertThat(api.put("/v1/policies/shop", "shop db", "If-Match", "2").statusCode())
                .isEqualTo(400);
        assertThat(api.ports.entries.get("policy/shop").value()).isEqualTo("shop web");
    }

    @Test
    void createsOnlyOnceWhenAsked() throws Exception {
        assertThat(api.put("/v1/policies/shop", "shop shop", "If-Match", "\"0\"")
                        .statusCode())
                .isEqualTo(201);
        assertThat(api.put("/v1/policies/web", "web web", "If-None-Match", "*").statusCode())
                .isEqualTo(201);
    }

    @Test
    void aDryRunChecksAllAndStoresNothing() throws Exception {
        HttpResponse<String> first = api.put("/v1/policies/shop?dryRun=true", "shop shop");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(ApiUnderTest.json(first).path("dryRun").asBoolean()).isTrue();
        assertThat(api.ports.entries).isEmpty();
        api.put("/v1/policies/shop", "shop shop");
        assertThat(api.put("/v1/policies/shop?dryRun=true", "wrong").statusCode())
                .isEqualTo(422);
        assertThat(api.put("/v1/policies/web?dryRun=true", "web shop").statusCode())
                .isEqualTo(409);
        assertThat(api.put("/v1/policies/shop?dryRun=true", "shop web", "If-Match", "\"7\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(api.ports.entries.get("policy/shop").value()).isEqualTo("shop shop");
    }

    @Test
    void refusesAPolicyThatCannotWorkAndTellsWhy() throws Exception {
        api.ports.findings.put("shop shop", List.of(finding(Severity.ERROR), finding(Severity.WARNING)));
        HttpResponse<String> refused = api.put("/v1/policies/shop", "shop shop");
        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode errors = ApiUnderTest.json(refused).path("errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.path(0).path("path").asText()).isEqualTo("spec.connections[0].max");
        assertThat(errors.path(0).path("value").asText()).isEqualTo("30");
        assertThat(errors.path(0).path("rule").asText())
                .isEqualTo("must be at most 8: 300 of 80; lower it (pool-times-instances)");
        assertThat(api.ports.entries).isEmpty();
    }

    @Test
    void answersWithWarningsAndStoresAllTheSame() throws Exception {
        api.ports.findings.put("shop shop", List.of(finding(Severity.WARNING)));
        for (String path : List.of("/v1/policies/shop?dryRun=true", "/v1/policies/shop")) {
            JsonNode stored = ApiUnderTest.json(api.put(path, "shop shop"));
            assertThat(stored.path("warnings").path(0).asText())
                    .isEqualTo("spec.connections[0].max = 30: must be at most 8: 300 of 80; lower it"
                            + " (pool-times-instances)");
        }
        assertThat(ApiUnderTest.json(api.get("/v1/policies/shop")).path("warnings"))
                .hasSize(1);
    }

    @Test
    void servesTheSchemaThatIsPublished() throws Exception {
        JsonNode schema = ApiUnderTest.json(api.get("/v1/schema/policy"));
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.at("/properties/spec/properties/scaling/required/0").asText())
                .isEqualTo("maxInstances");
    }

    private static Finding finding(Severity severity) {
        return new Finding(
                "pool-times-instances",
                severity,
                "spec.connections[0].max",
                "30",
                "must be at most 8",
                "300 of 80",
                "lower it");
    }

    @Test
    void removesAPolicyOnceAndGoesOnCountingRevisions() throws Exception {
        api.put("/v1/policies/shop", "shop shop");
        assertThat(api.delete("/v1/policies/shop").statusCode()).isEqualTo(200);
        assertThat(api.get("/v1/policies/shop").statusCode()).isEqualTo(404);
        assertThat(api.delete("/v1/policies/shop").statusCode()).isEqualTo(404);
        HttpResponse<String> again = api.put("/v1/policies/shop", "shop shop");
        assertThat(again.headers().firstValue("ETag")).contains("\"3\"");
    }

    @Test
    void saysThatAWriteIsNotYetDurable() throws Exception {
        api.ports.durable = false;
        HttpResponse<String> response = api.put("/v1/policies/shop", "shop shop");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("2");
        assertThat(response.body()).contains("1 of 3 members answered", "repeat");
    }

    @Test
    void freezesWithAReasonAndLiftsWithOne() throws Exception {
        assertThat(ApiUnderTest.json(api.get("/v1/freeze")).path("frozen").asBoolean())
                .isFalse();
        JsonNode frozen = ApiUnderTest.json(api.put("/v1/freeze", "{\"reason\": \"sale\", \"author\": \"anna\"}"));
        assertThat(frozen.path("frozen").asBoolean()).isTrue();
        assertThat(frozen.path("reason").asText()).isEqualTo("sale");
        assertThat(frozen.path("author").asText()).isEqualTo("anna");
        assertThat(api.ports.entries.get("freeze/global").value()).isEqualTo("sale");
        JsonNode lifted = ApiUnderTest.json(api.delete("/v1/freeze?reason=over"));
        assertThat(lifted.path("frozen").asBoolean()).isFalse();
        assertThat(api.ports.entries.get("freeze/global").reason()).isEqualTo("over");
        assertThat(api.delete("/v1/freeze?reason=again").statusCode()).isEqualTo(200);
    }

    @Test
    void freezesOneServiceAndShowsItWithTheGlobalFreeze() throws Exception {
        api.put("/v1/services/later/freeze", "{\"reason\": \"before its first start\"}");
        JsonNode all = ApiUnderTest.json(api.get("/v1/freeze"));
        assertThat(all.path("frozen").asBoolean()).isFalse();
        assertThat(all.path("services").get(0).path("service").asText()).isEqualTo("later");
        assertThat(ApiUnderTest.json(api.get("/v1/services/later/freeze"))
                        .path("frozen")
                        .asBoolean())
                .isTrue();
    }
}
