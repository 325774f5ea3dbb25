package io.flyball.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.protocol.message.ServiceProtocol.AlertView;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final ServiceName BILLING = new ServiceName("billing");
    private static final Instant AT = Instant.parse("2026-11-23T10:15:00Z");

    private final ApiUnderTest api = ApiUnderTest.open();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void listsThoseOfAllServicesFiringOnesFirst() throws Exception {
        put(BILLING, alert("cpu above 0.9", "", "PENDING", Optional.empty()));
        put(Examples.SHOP, alert("error.rate above 0.02", "highest node", "FIRING", Optional.of(AT.plusSeconds(60))));
        JsonNode answer = ApiUnderTest.json(api.get("/v1/alerts"));
        assertThat(answer.path("alerts").findValuesAsText("service")).containsExactly("shop", "billing");
        assertThat(answer.path("alerts").get(0).toString())
                .isEqualTo("{\"service\":\"shop\",\"rule\":\"error.rate above 0.02\",\"subject\":\"highest node\","
                        + "\"phase\":\"FIRING\",\"since\":\"2026-11-23T10:15:00Z\",\"last\":0.91,"
                        + "\"silentSince\":\"2026-11-23T10:16:00Z\"}");
        assertThat(answer.path("alerts").get(1).has("subject")).isFalse();
        assertThat(answer.has("incomplete")).isFalse();
    }

    @Test
    void saysWhoseAlertsAreNotKnown() throws Exception {
        put(BILLING, alert("cpu above 0.9", "", "FIRING", Optional.empty()));
        put(Examples.SHOP);
        api.ports.silent.add(Examples.SHOP);
        JsonNode answer = ApiUnderTest.json(api.get("/v1/alerts"));
        assertThat(answer.path("alerts")).hasSize(1);
        assertThat(answer.path("incomplete").asText()).isEqualTo("no answer from the planner of shop");
        assertThat(api.get("/v1/services/shop/alerts").statusCode()).isEqualTo(503);
    }

    @Test
    void showsThoseOfOneServiceOnly() throws Exception {
        put(BILLING, alert("cpu above 0.9", "", "FIRING", Optional.empty()));
        put(Examples.SHOP);
        assertThat(ApiUnderTest.json(api.get("/v1/services/shop/alerts")).toString())
                .isEqualTo("{\"alerts\":[]}");
        assertThat(ApiUnderTest.json(api.get("/v1/services/billing/alerts")).path("alerts"))
                .hasSize(1);
        assertThat(api.get("/v1/services/shp/alerts").statusCode()).isEqualTo(404);
    }

    @Test
    void metersCountTheFiringOnesOfTheServicesWhosePlannerRunsHere() throws Exception {
        put(
                Examples.SHOP,
                alert("cpu above 0.9", "", "FIRING", Optional.empty()),
                alert("cpu above 0.9", "highest node", "FIRING", Optional.empty()),
                alert("error.rate above 0.02", "", "PENDING", Optional.empty()));
        put(BILLING);
        assertThat(firing())
                .containsExactlyInAnyOrder(
                        "flyball_alerts_firing{service=\"shop\"} 2.0",
                        "flyball_alerts_firing{service=\"billing\"} 0.0");
        api.ports.elsewhere.add(Examples.SHOP);
        assertThat(firing()).containsExactly("flyball_alerts_firing{service=\"billing\"} 0.0");
    }

    @Test
    void aPlannerOrShardThatIsSilentCostsItsNumberButNotTheOtherMeters() throws Exception {
        put(Examples.SHOP, alert("cpu above 0.9", "", "FIRING", Optional.empty()));
        put(BILLING);
        assertThat(firing()).hasSize(2);
        api.ports.silent.add(Examples.SHOP);
        assertThat(firing()).containsExactly("flyball_alerts_firing{service=\"billing\"} 0.0");
        api.ports.shardsAnswer = false;
        assertThat(firing()).isEmpty();
        assertThat(api.get("/metrics").body()).contains("flyball_sessions 0.0");
    }

    private List<String> firing() throws Exception {
        return api.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("flyball_alerts_firing"))
                .toList();
    }

    private void put(ServiceName service, AlertView... alerts) {
        ServiceView shop = Examples.shop();
        api.ports.views.put(
                service,
                new ServiceView(
                        service,
                        shop.member(),
                        shop.token(),
                        shop.state(),
                        shop.policy(),
                        shop.instanceTarget(),
                        shop.nodes(),
                        shop.agents(),
                        shop.trials(),
                        shop.lastDecision(),
                        List.of(alerts),
                        List.of()));
    }

    private static AlertView alert(String rule, String subject, String phase, Optional<Instant> silentSince) {
        return new AlertView(rule, subject, phase, AT, 0.91, silentSince);
    }
}
