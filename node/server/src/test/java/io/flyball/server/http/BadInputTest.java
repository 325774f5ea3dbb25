package io.flyball.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every wrong call gets a problem that names what is wrong, and changes nothing. */
class BadInputTest {
    private static ApiUnderTest api;

    @BeforeAll
    static void open() {
        api = ApiUnderTest.open();
        api.ports.views.put(Examples.SHOP, Examples.shop());
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @BeforeEach
    void store() {
        api.ports.entries.clear();
        api.ports.put("policy/shop", "shop shop", "anna", "", -1);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET    | /v1/nothing                             |                  | 404 | path '/v1/nothing' is not known
            GET    | /v1/services/                           |                  | 404 | did you mean /v1/services
            GET    | /v1/services/shp                        |                  | 404 | service 'shp' is not known; did you mean shop?
            GET    | /v1/services/Shop                       |                  | 400 | must be 1 to 63 lower-case letters
            GET    | /v1/services/shop/nodes/shop-3/knobs    |                  | 404 | did you mean shop-1 or shop-2?
            GET    | /v1/nodes/none                          |                  | 404 | node 'none' is not known
            GET    | /v1/nodes/a%20b                         |                  | 400 | must be 1 to 128 letters
            GET    | /v1/decisions/shop-9-9                  |                  | 404 | decision 'shop-9-9' is not known
            GET    | /v1/decisions?limit=501                 |                  | 400 | must be a whole number from 1 to 500
            GET    | /v1/decisions?limit=0                   |                  | 400 | must be a whole number from 1 to 500
            GET    | /v1/decisions?limit=ten                 |                  | 400 | must be a whole number from 1 to 500
            GET    | /v1/decisions?limt=5                    |                  | 400 | did you mean limit?
            GET    | /v1/decisions?limit=5&limit=6           |                  | 400 | must be given once
            GET    | /v1/services?verbose=true               |                  | 400 | there are no query parameters here
            GET    | /v1/decisions/stream?lastEventId=x      |                  | 400 | must be the id of an event of this stream
            GET    | /v1/services/shop/history               |                  | 400 | must be 1 to 20 names
            GET    | /v1/services/shop/history?metric=latncy.p99 |              | 400 | did you mean latency.p99
            GET    | /v1/services/shop/history?metric=cpu&from=now&to=-1m |     | 400 | must be before 'to'
            GET    | /v1/services/shop/history?metric=cpu&from=yesterday |      | 400 | must be a time such as
            GET    | /v1/services/shop/history?metric=cpu&from=-10000000000000d | | 400 | must be a time such as
            GET    | /v1/services/shop/history?metric=cpu&from=-999999999d |    | 400 | must be a time such as
            GET    | /v1/services/shop/history?metric=cpu&step=0s |             | 400 | must be a duration above zero
            GET    | /v1/services/shop/history?metric=cpu&step=1ms |            | 400 | at most 11000 points
            GET    | /v1/services/shop/history?metric=cpu&combine=average |     | 400 | must be one of mean, sum, min, max, count, none
            GET    | /v1/services/shp/history?metric=cpu     |                  | 404 | service 'shp' is not known
            POST   | /v1/services                            | {}               | 405 | this path answers GET
            DELETE | /v1/policies                            |                  | 405 | this path answers GET
            PATCH  | /v1/policies/shop                       | x                | 405 | this path answers DELETE, GET, PUT
            PUT    | /v1/policies/shop                       | nonsense         | 422 | must be at most maxInstances (4)
            PUT    | /v1/policies/shop                       | other shop       | 422 | must be the name in the path (shop)
            PUT    | /v1/policies/Shop!                      | Shop! shop       | 400 | must be 1 to 63 lower-case letters
            PUT    | /v1/policies/rival                      | rival shop       | 409 | policy 'shop' does
            PUT    | /v1/policies/shop?dryRun=maybe          | shop shop        | 400 | must be true or false
            GET    | /v1/policies/shopp                      |                  | 404 | did you mean shop?
            DELETE | /v1/policies/none                       |                  | 404 | policy 'none' is not known
            PUT    | /v1/freeze                              |                  | 400 | must be given in 1 to 1000 characters
            PUT    | /v1/freeze                              | {}               | 400 | must be given in 1 to 1000 characters
            PUT    | /v1/freeze                              | {"reason": "  "} | 400 | must be given in 1 to 1000 characters
            PUT    | /v1/freeze                              | {"raeson": "x"}  | 400 | raeson
            PUT    | /v1/freeze                              | [1]              | 400 | not the JSON object expected
            PUT    | /v1/freeze                              | {"reason": "x"   | 400 | not the JSON object expected
            PUT    | /v1/freeze                              | null             | 400 | must be a JSON object
            DELETE | /v1/freeze                              |                  | 400 | must be given in 1 to 1000 characters
            PUT    | /v1/services/A/freeze                   | {"reason": "x"}  | 400 | must be 1 to 63 lower-case letters
            """)
    void namesWhatIsWrong(String method, String path, String body, int status, String words) throws Exception {
        Map<String, ?> before = Map.copyOf(api.ports.entries);
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpResponse<String> response = api.send(api.request(path).method(method, publisher));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains(words).doesNotContain("Exception", "at io.flyball");
        assertThat(ApiUnderTest.json(response).path("requestId").asText())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(api.ports.entries).isEqualTo(before);
    }

    @Test
    void tellsAllMistakesAtOnce() throws Exception {
        JsonNode errors = ApiUnderTest.json(
                        api.get("/v1/services/shop/history?metric=x&from=a&to=b&step=c&combine=d&node=e%20f"))
                .path("errors");
        assertThat(errors.findValuesAsText("path"))
                .containsExactlyInAnyOrder("metric", "from", "to", "step", "combine", "node");
        JsonNode policy = ApiUnderTest.json(api.put("/v1/policies/shop", "nonsense"));
        assertThat(policy.path("errors").findValuesAsText("path"))
                .containsExactly("spec.selector.service", "spec.scaling.minInstances");
    }

    @Test
    void saysWhichMethodsAPathHas() throws Exception {
        HttpResponse<String> response =
                api.send(api.request("/v1/policies/shop").method("PATCH", BodyPublishers.ofString("x")));
        assertThat(response.headers().firstValue("Allow")).contains("DELETE, GET, PUT");
    }

    @Test
    void answersASilentPlannerWithALaterTry() throws Exception {
        api.ports.silent.add(Examples.SHOP);
        try {
            HttpResponse<String> response = api.get("/v1/services/shop");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("2");
            assertThat(ApiUnderTest.json(api.get("/v1/services")).findValuesAsText("state"))
                    .containsExactly("unreachable");
            assertThat(api.get("/v1/nodes/shop-1").statusCode()).isEqualTo(503);
        } finally {
            api.ports.silent.clear();
        }
    }
}
