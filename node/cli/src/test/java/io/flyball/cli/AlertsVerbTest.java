package io.flyball.cli;

import static io.flyball.cli.Called.flyball;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertsVerbTest {
    private static final String ALERTS = """
            [{"service": "shop", "rule": "error.rate above 0.02", "subject": "highest node", "phase": "FIRING",
              "since": "2026-11-23T10:15:00Z", "last": 0.0312, "silentSince": "2026-11-23T10:16:00Z"},
             {"service": "shop", "rule": "cpu above 0.9", "phase": "PENDING", "since": "2026-11-23T10:15:30Z",
              "last": 0.93}]
            """;

    @Test
    void alertsAreATableOfAllServicesOrOfOne() throws IOException {
        try (CannedMember member = CannedMember.json("{\"alerts\": " + ALERTS + "}")) {
            Called all = flyball("get", "alerts", "--server", member.url());
            assertThat(all.exit()).isEqualTo(ExitCodes.OK);
            assertThat(all.out().lines().toList())
                    .hasSize(3)
                    .satisfiesExactly(
                            head -> assertThat(head).matches("SERVICE +PHASE +RULE +OF +SINCE +LAST +NOTE"),
                            firing -> assertThat(firing)
                                    .matches(
                                            "shop +✖ firing +error.rate above 0.02 +highest node +\\S+ +0.031 +no reading since \\S+"),
                            pending -> assertThat(pending)
                                    .matches("shop +◌ pending +cpu above 0.9 +mean of the service +\\S+ +0.930 +-"));
            flyball("get", "alerts", "-s", "shop", "--server", member.url());
            assertThat(member.asked)
                    .extracting(CannedMember.Asked::head)
                    .containsExactly("GET /v1/alerts", "GET /v1/services/shop/alerts");
        }
    }

    @Test
    void aSilentPlannerIsToldSoThatNothingListedIsNotTakenForAllClear() throws IOException {
        String answer = "{\"alerts\": [], \"incomplete\": \"no answer from the planner of shop\"}";
        try (CannedMember member = CannedMember.json(answer)) {
            Called called = flyball("get", "alerts", "--server", member.url());
            assertThat(called.out()).isEmpty();
            assertThat(called.err().lines()).containsExactly("none", "Incomplete: no answer from the planner of shop");
        }
    }

    @Test
    void describeTellsAlertsAndWhatLimitsTheServiceWithItsEvidence() throws IOException {
        String service = "{\"name\": \"shop\", \"state\": \"active\", \"alerts\": " + ALERTS
                + ", \"findings\": [\"thread pool exhaustion on 2 of 2 nodes\", \"shop-1: all 4 threads busy\"]}";
        Map<String, String> routes = Map.of(
                "GET /v1/services/shop", service,
                "GET /v1/services/shop/nodes", "{\"nodes\": []}",
                "GET /v1/decisions", "{\"decisions\": []}");
        try (CannedMember member = CannedMember.routes(routes)) {
            Called called = flyball("describe", "shop", "--server", member.url());
            assertThat(called.exit()).isEqualTo(ExitCodes.OK);
            assertThat(called.out().lines().toList())
                    .anyMatch(
                            line -> line.matches(
                                    "Alert: +✖ firing error.rate above 0.02, highest node 0.031 since \\S+, no reading since \\S+"))
                    .anyMatch(line -> line.matches("Alert: +◌ pending cpu above 0.9, 0.930 since \\S+"))
                    .contains(
                            "Limit:     thread pool exhaustion on 2 of 2 nodes",
                            "Limit:     shop-1: all 4 threads busy");
        }
    }
}
