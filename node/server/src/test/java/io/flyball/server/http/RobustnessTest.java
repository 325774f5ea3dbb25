package io.flyball.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.server.http.port.Readiness;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers should never send, and what must not hurt. */
class RobustnessTest {
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;
    private static ApiUnderTest api;

    @BeforeAll
    static void open() {
        api = ApiUnderTest.open();
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void refusesATenMegabyteDocumentAndNamesTheLimit() throws Exception {
        HttpResponse<String> response = api.put("/v1/policies/shop", "x".repeat(TEN_MEGABYTES));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("at most 1048576 bytes");
        assertThat(api.ports.entries).isEmpty();
    }

    @Test
    void refusesItLikewiseWhenItsLengthIsNotTold() throws Exception {
        var unknownLength =
                BodyPublishers.ofByteArrays(List.of(new byte[TEN_MEGABYTES / 2], new byte[TEN_MEGABYTES / 2]));
        HttpResponse<String> response =
                api.send(api.request("/v1/policies/shop").PUT(unknownLength));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(api.ports.entries).isEmpty();
    }

    @Test
    void takesADocumentOfExactlyTheLimitAndRefusesOneByteMore() throws Exception {
        String text = "shop shop" + " ".repeat(1024 * 1024 - 9);
        assertThat(api.put("/v1/policies/shop?dryRun=true", text).statusCode()).isEqualTo(200);
        assertThat(api.put("/v1/policies/shop?dryRun=true", text + " ").statusCode())
                .isEqualTo(413);
    }

    @Test
    void refusesBytesThatAreNotText() throws Exception {
        var bytes = BodyPublishers.ofByteArray(new byte[] {(byte) 0xc3, (byte) 0x28});
        HttpResponse<String> response =
                api.send(api.request("/v1/policies/shop").PUT(bytes));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("the body is not UTF-8");
    }

    @Test
    void survivesHeadersWithDeeplyNestedComments() throws Exception {
        String nested = "(".repeat(3_500) + ")".repeat(3_500);
        String answer = RawCall.to(
                api.port(),
                "GET /health/live HTTP/1.1\r\nHost: localhost\r\nUser-Agent: a " + nested + "\r\nAccept: " + nested
                        + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 ");
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void survivesGarbageAndDeepJson() throws Exception {
        assertThat(RawCall.to(api.port(), "\u0000\u0001 garbage of some length\r\n\r\n"))
                .startsWith("HTTP/1.1 501")
                .contains("application/problem+json", "malformed request");
        assertThat(RawCall.to(api.port(), "GET /v1/services/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
        assertThat(api.put("/v1/freeze", "[".repeat(8_000)).statusCode()).isEqualTo(400);
        assertThat(api.put("/v1/freeze", "{\"reason\":" + "[".repeat(8_000)).statusCode())
                .isEqualTo(400);
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void everyAnswerCarriesTheSecurityHeadersAndNoProductName() throws Exception {
        for (String path : List.of("/", "/page/page.css", "/v1/services", "/v1/nothing", "/metrics")) {
            var headers = api.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("default-src 'self'");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Server")).isEmpty();
        }
    }

    @Test
    void keepsAHarmlessRequestIdAndReplacesAnother() throws Exception {
        var kept = api.send(api.request("/health/live").header("X-Request-Id", "deploy-17.b"));
        assertThat(kept.headers().firstValue("X-Request-Id")).contains("deploy-17.b");
        var replaced = api.send(api.request("/health/live").header("X-Request-Id", "a b<script>"));
        assertThat(replaced.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
    }

    @Test
    void saysThatTheLinkIsAWebSocket() throws Exception {
        var response = api.get("/v1/link");
        assertThat(response.statusCode()).isEqualTo(426);
        assertThat(response.headers().firstValue("Upgrade")).contains("websocket");
        assertThat(response.body()).contains("this path is a WebSocket");
    }

    @Test
    void answersHeadLikeGetWithoutABody() throws Exception {
        var response = api.send(api.request("/v1/services").method("HEAD", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void sendsAnUnchangedFileOnlyOnce() throws Exception {
        var first = api.get("/page/page.js");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.body()).contains("import");
        assertThat(api.send(api.request("/page/page.js").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void saysWhyTheMemberIsNotReady() throws Exception {
        api.ports.readiness = new Readiness(List.of("control state: no majority"));
        try {
            var response = api.get("/health/ready");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("not-ready", "control state: no majority");
            assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
        } finally {
            api.ports.readiness = Readiness.READY;
        }
    }
}
