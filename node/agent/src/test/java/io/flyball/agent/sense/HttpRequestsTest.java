package io.flyball.agent.sense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HttpRequestsTest {
    private static final String PAGE = """
            # HELP http_server_requests_seconds
            # TYPE http_server_requests_seconds histogram
            http_server_requests_seconds_bucket{method="GET",status="200",uri="/a",le="0.1",} %d.0
            http_server_requests_seconds_bucket{method="GET",status="200",uri="/a",le="0.2",} %d.0
            http_server_requests_seconds_bucket{method="GET",status="200",uri="/a",le="+Inf",} %d.0
            http_server_requests_seconds_count{method="GET",status="200",uri="/a",} %d.0
            http_server_requests_seconds_sum{method="GET",status="200",uri="/a",} %s
            http_server_requests_seconds_count{method="GET",status="503",uri="/b \\"}\\"",} 10.0 # {trace="x"} 1
            http_server_requests_seconds_sum{method="GET",status="503",uri="/b \\"}\\"",} 1.5
            http_server_requests_seconds_count{status="200",uri="/actuator/prometheus",} 1000.0
            http_server_requests_seconds_count{status="500",uri="/broken",} NaN
            jvm_memory_used_bytes{area="heap",} 1.2E7
            """;

    private static HttpRequests page(int tenth, int fifth, int all, String sum) {
        return HttpRequests.parse(PAGE.formatted(tenth, fifth, all, all, sum));
    }

    @Test
    void sumsOverLabelsAndLeavesTheScrapingOut() {
        HttpRequests requests = page(90, 100, 100, "8.0");
        assertThat(requests.count()).isEqualTo(110);
        assertThat(requests.failed()).isEqualTo(10);
        assertThat(requests.seconds()).isEqualTo(9.5);
    }

    @Test
    void interpolatesWithinTheBucketOfTheQuantile() {
        HttpRequests requests = page(90, 100, 100, "8.0");
        assertThat(requests.quantile(0.99)).isCloseTo(0.19, within(1e-9));
        assertThat(requests.quantile(0.5)).isCloseTo(50.0 / 90 * 0.1, within(1e-9));
    }

    @Test
    void beyondTheLastBoundOnlyThatBoundIsKnown() {
        assertThat(page(10, 20, 100, "80.0").quantile(0.99)).isEqualTo(0.2);
    }

    @Test
    void onlyWhatHappenedSinceTheLastPageCounts() {
        HttpRequests recent = page(190, 200, 200, "18.0").since(page(100, 100, 100, "8.0"));
        assertThat(recent.count()).isEqualTo(100);
        assertThat(recent.failed()).isZero();
        assertThat(recent.quantile(0.99)).isCloseTo(0.19, within(1e-9));
    }

    @Test
    void aRestartedServiceCountsFromItsStart() {
        HttpRequests recent = page(9, 10, 10, "1.0").since(page(90, 100, 100, "8.0"));
        assertThat(recent.count()).isEqualTo(20);
    }

    @Test
    void withoutHistogramOrRequestsThereIsNoQuantile() {
        assertThat(HttpRequests.parse("http_server_requests_seconds_count{uri=\"/\"} 3")
                        .quantile(0.5))
                .isNaN();
        assertThat(HttpRequests.parse("").isEmpty()).isTrue();
        assertThat(HttpRequests.parse("http_server_requests_seconds_count{uri=\"/ 3")
                        .isEmpty())
                .isTrue();
    }
}
