package io.flyball.simulator.demo.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTimesTest {
    @Test
    void showsCumulativeBucketsCountAndSumAsSpringBootDoes() {
        RequestTimes times = new RequestTimes("/buy", 200);
        times.record(20_000_000);
        times.record(20_000_000);
        times.record(400_000_000);
        StringBuilder page = new StringBuilder();
        times.appendTo(page);
        String text = page.toString();
        String labels = "{exception=\"none\",method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/buy\"";
        assertThat(text)
                .contains("http_server_requests_seconds_count" + labels + "} 3\n")
                .contains("http_server_requests_seconds_sum" + labels + "} 0.44\n")
                .contains("http_server_requests_seconds_bucket" + labels + ",le=\"+Inf\"} 3\n");
        assertThat(countAtOrBelow(text, 0.019)).isZero();
        assertThat(countAtOrBelow(text, 0.024)).isEqualTo(2);
        assertThat(countAtOrBelow(text, 0.5)).isEqualTo(3);
    }

    @Test
    void boundsRiseByNoMoreThan15Percent() {
        StringBuilder page = new StringBuilder();
        new RequestTimes("/buy", 200).appendTo(page);
        List<Double> bounds = bounds(page.toString());
        assertThat(bounds.get(0)).isEqualTo(0.001);
        assertThat(bounds.get(bounds.size() - 1)).isEqualTo(30);
        for (int i = 1; i < bounds.size(); i++) {
            assertThat(bounds.get(i) / bounds.get(i - 1)).isGreaterThan(1).isLessThan(1.1501);
        }
    }

    private static List<Double> bounds(String page) {
        List<Double> bounds = new ArrayList<>();
        page.lines()
                .filter(line -> line.contains("le=\"") && !line.contains("+Inf"))
                .forEach(line -> bounds.add(bound(line)));
        return bounds;
    }

    private static double bound(String line) {
        return Double.parseDouble(line.replaceAll(".*le=\"([^\"]+)\".*", "$1"));
    }

    private static long countAtOrBelow(String page, double seconds) {
        return page.lines()
                .filter(line -> line.contains("le=\"") && !line.contains("+Inf") && bound(line) <= seconds)
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .max()
                .orElse(0);
    }
}
