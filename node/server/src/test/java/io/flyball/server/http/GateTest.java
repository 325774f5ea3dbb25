package io.flyball.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may call. */
class GateTest {
    private static final String TOKEN = "fb_admin_0123456789abcdef";

    @Test
    void withATokenOnlyHealthAndThePagesFilesAreOpen() throws Exception {
        try (var api = ApiUnderTest.with(Optional.of(TOKEN))) {
            for (String open : List.of("/health/live", "/health/ready", "/", "/page/page.js")) {
                assertThat(api.get(open).statusCode()).as(open).isEqualTo(200);
            }
            for (String closed : List.of("/v1/services", "/metrics", "/v1/openapi.yaml", "/v1/link", "/v1/nothing")) {
                var response = api.get(closed);
                assertThat(response.statusCode()).as(closed).isEqualTo(401);
                assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"flyball\"");
            }
        }
    }

    @Test
    void takesTheTokenAndNothingThatResemblesIt() throws Exception {
        try (var api = ApiUnderTest.with(Optional.of(TOKEN))) {
            assertThat(status(api, "Bearer " + TOKEN)).isEqualTo(200);
            assertThat(status(api, "bearer " + TOKEN)).isEqualTo(200);
            for (String wrong :
                    List.of(TOKEN, "Bearer", "Bearer " + TOKEN + "0", "Bearer fb_admin", "Basic " + TOKEN)) {
                assertThat(status(api, wrong)).as(wrong).isEqualTo(401);
            }
        }
    }

    private static int status(ApiUnderTest api, String authorization) throws Exception {
        return api.send(api.request("/v1/services").header("Authorization", authorization))
                .statusCode();
    }

    @Test
    void turnsPagesOfOtherOriginsAway() throws Exception {
        try (var api = ApiUnderTest.open()) {
            var own = api.request("/v1/services").header("Origin", "http://127.0.0.1:" + api.port());
            assertThat(api.send(own).statusCode()).isEqualTo(200);
            for (String path : List.of("/v1/services", "/v1/link")) {
                var foreign = api.request(path).header("Origin", "https://evil.example");
                assertThat(api.send(foreign).statusCode()).as(path).isEqualTo(403);
            }
        }
    }

    @Test
    void turnsNamesThatMerelyResolveToLoopbackAway() throws Exception {
        try (var api = ApiUnderTest.open()) {
            assertThat(RawCall.to(api.port(), "GET /v1/services HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 421");
            assertThat(RawCall.to(api.port(), "GET /v1/services HTTP/1.1\r\nHost: localhost:7600\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
            assertThat(RawCall.to(api.port(), "GET /v1/services HTTP/1.1\r\nHost: [::1]:7600\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void listensBeyondLoopbackWithATokenOnly() {
        assertThatThrownBy(() -> HttpSettings.of("0.0.0.0", 7600, Optional.empty()))
                .hasMessageContaining("http host = 0.0.0.0: must be a loopback address");
        assertThat(HttpSettings.of("0.0.0.0", 7600, Optional.of(TOKEN)).token()).contains(TOKEN);
        assertThatThrownBy(() -> HttpSettings.of("127.0.0.1", 7600, Optional.of("short")))
                .hasMessageContaining("must be at least 16 characters");
        assertThatThrownBy(() -> HttpSettings.of("127.0.0.1", 70_000, Optional.empty()))
                .hasMessageContaining("must be from 0 to 65535");
    }
}
