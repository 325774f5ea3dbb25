package io.flyball.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.server.http.endpoint.DecisionStream;
import io.flyball.server.http.kit.Endpoint;
import io.flyball.server.http.port.Members;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI file and the routes say the same, both ways, and answers are as it says. */
class DescriptionTest {
    private static ApiUnderTest api;
    private static ApiDescription description;

    @BeforeAll
    static void open() throws Exception {
        description = ApiDescription.load();
        api = ApiUnderTest.open();
        api.ports.views.put(Examples.SHOP, Examples.shop());
        api.ports.members.add(new Members.Seen("127.0.0.1:7700", "Up", true, true, "0.1.0", Set.of("planner")));
        api.ports.rows.add(new Row(
                Examples.SHOP,
                new NodeId("shop-1"),
                new Sample(Examples.NOON.minusSeconds(60), Map.of(Metrics.THROUGHPUT, 391.0))));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    static Iterable<ApiDescription.Operation> operations() throws Exception {
        return ApiDescription.load().operations();
    }

    @Test
    void describesExactlyTheRoutesThatExistWithTheirQueryParameters() {
        Set<String> served = endpoints().stream()
                .map(endpoint -> line(endpoint.method(), endpoint.template(), endpoint.parameters()))
                .collect(Collectors.toSet());
        Set<String> described = description.operations().stream()
                .map(operation -> line(operation.method(), operation.path(), operation.parameters()))
                .collect(Collectors.toSet());
        assertThat(described).containsExactlyInAnyOrderElementsOf(served);
    }

    private static List<Endpoint> endpoints() {
        var given = api.dependencies;
        return Endpoints.of(given, new DecisionStream(given.system(), given.decisions(), given.meters(), 1));
    }

    private static String line(String method, String path, Set<String> parameters) {
        return method + " " + path + " " + new TreeSet<>(parameters);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void answersEveryDescribedOperation(ApiDescription.Operation operation) throws Exception {
        api.ports.publish(Examples.trial(7));
        api.ports.put("policy/shop", "shop shop", "anna", "", -1);
        String path = operation
                .path()
                .replace("{service}", "shop")
                .replace("{node}", "shop-1")
                .replace("{id}", "shop-3-7")
                .replace("{name}", "shop")
                .replace("{file}", "page.css");
        String query = operation.path().endsWith("/history") ? "?metric=throughput" : "";
        String body = operation.path().endsWith("freeze") ? "{\"reason\": \"sale\"}" : "shop shop";
        var publisher = operation.method().equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request =
                api.request(path + query).method(operation.method(), publisher).build();
        HttpResponse<InputStream> response = api.client().send(request, BodyHandlers.ofInputStream());
        response.body().close(); // the stream of decisions has no end
        assertThat(response.statusCode()).as(path).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/services, Services",
        "/v1/services/shop, Service",
        "/v1/services/shop/nodes, Nodes",
        "/v1/services/shop/nodes/shop-1/knobs, Knobs",
        "/v1/alerts, Alerts",
        "/v1/services/shop/alerts, Alerts",
        "/v1/nodes/shop-1, Node",
        "/v1/services/shop/history?metric=throughput, History",
        "/v1/services/shop/history?metric=throughput&combine=none, History",
        "/v1/decisions, Decisions",
        "/v1/decisions/shop-3-8, Decision",
        "/v1/schema/policy, PolicySchema",
        "/v1/policies, Policies",
        "/v1/policies/shop, Policy",
        "/v1/freeze, Freeze",
        "/v1/services/shop/freeze, Freeze",
        "/v1/members, Members",
        "/health/live, Health",
        "/health/ready, Health",
        "/v1/services/shp, Problem",
        "/v1/services/shop/history?metric=nonsense, Problem",
    })
    void answersAsDescribed(String path, String schema) throws Exception {
        api.ports.publish(Examples.trial(7));
        api.ports.publish(Examples.kept(8));
        api.ports.publish(Examples.instances(9, "2", "3", DecisionRecord.Outcome.APPLIED, "throughput"));
        api.ports.put("policy/shop", "shop shop", "anna", "first", -1);
        api.ports.put("freeze/global", "sale", "anna", "sale", -1);
        api.ports.put("freeze/service/shop", "sale", "anna", "sale", -1);
        assertThat(description.mistakes(schema, api.get(path).body())).isEmpty();
    }

    @Test
    void theSchemasNoticeAMissingAndAnUnknownField() {
        assertThat(description.mistakes("Health", "{\"status\": \"live\"}")).isNotEmpty();
        assertThat(description.mistakes("Health", "{\"status\": \"live\", \"reasons\": [], \"extra\": 1}"))
                .isNotEmpty();
    }

    @Test
    void everyRouteHasAnEndpointOfItsOwn() {
        assertThat(endpoints().stream().map(DescriptionTest::name)).doesNotHaveDuplicates();
    }

    private static String name(Endpoint endpoint) {
        return endpoint.method() + " " + endpoint.template();
    }
}
