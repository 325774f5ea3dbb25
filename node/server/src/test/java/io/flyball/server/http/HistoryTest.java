package io.flyball.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Series: worked numbers. */
class HistoryTest {
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
    void twoNodesInTheLastMinute() {
        api.ports.rows.clear();
        row("shop-1", 60, 10);
        row("shop-1", 55, 20);
        row("shop-2", 60, 30);
        row("shop-1", 50, 50);
    }

    private static void row(String node, int secondsAgo, double throughput) {
        api.ports.rows.add(new Row(
                Examples.SHOP,
                new NodeId(node),
                new Sample(Examples.NOON.minusSeconds(secondsAgo), Map.of("throughput", throughput))));
    }

    private static List<Double> values(String query) throws Exception {
        JsonNode answer =
                ApiUnderTest.json(api.get("/v1/services/shop/history?metric=throughput&from=-1m&step=10s" + query));
        List<Double> values = new ArrayList<>();
        answer.path("series")
                .get(0)
                .path("points")
                .forEach(point -> values.add(point.get(1).asDouble()));
        return values;
    }

    @Test
    void combinesTheMeansOfTheNodes() throws Exception {
        assertThat(values("")).containsExactly(22.5, 50.0);
        assertThat(values("&combine=sum")).containsExactly(45.0, 50.0);
        assertThat(values("&combine=min")).containsExactly(15.0, 50.0);
        assertThat(values("&combine=max")).containsExactly(30.0, 50.0);
        assertThat(values("&combine=count")).containsExactly(2.0, 1.0);
    }

    @Test
    void givesOneSeriesPerNodeOrOnlyTheNodeAskedFor() throws Exception {
        JsonNode all = ApiUnderTest.json(
                api.get("/v1/services/shop/history?metric=throughput&from=-1m&step=10s&combine=none"));
        assertThat(all.path("series").findValuesAsText("node")).containsExactly("shop-1", "shop-2");
        assertThat(values("&node=shop-1")).containsExactly(15.0, 50.0);
    }

    @Test
    void stampsPointsWithTheStartOfTheirBucketAndSkipsEmptyOnes() throws Exception {
        row("shop-1", 7, 1);
        JsonNode points = ApiUnderTest.json(api.get("/v1/services/shop/history?metric=throughput&from=-1m&step=10s"))
                .path("series")
                .get(0)
                .path("points");
        long noon = Examples.NOON.toEpochMilli();
        assertThat(List.of(
                        points.get(0).get(0).asLong(),
                        points.get(1).get(0).asLong(),
                        points.get(2).get(0).asLong()))
                .containsExactly(noon - 60_000, noon - 50_000, noon - 10_000);
    }

    @Test
    void choosesARoundStepOfAboutThreeHundredPoints() throws Exception {
        assertThat(step("from=-15m")).isEqualTo(5);
        assertThat(step("from=-1h")).isEqualTo(15);
        assertThat(step("from=-1m")).isEqualTo(1);
        assertThat(step("from=-30d")).isEqualTo(14_400);
    }

    private static double step(String query) throws Exception {
        return ApiUnderTest.json(api.get("/v1/services/shop/history?metric=cpu&" + query))
                .path("stepSeconds")
                .asDouble();
    }

    @Test
    void readsManyPortionsToTheEnd() throws Exception {
        api.ports.rows.clear();
        List<Row> rows = new ArrayList<>();
        for (int i = 12_000; i > 0; i--) {
            rows.add(new Row(
                    Examples.SHOP,
                    new NodeId("shop-" + i % 2),
                    new Sample(Examples.NOON.minusMillis(i / 2 * 100L + 100), Map.of("throughput", 2.0))));
        }
        api.ports.rows.addAll(rows);
        assertThat(values("&combine=sum")).containsOnly(4.0).hasSize(6);
    }

    @Test
    void answersEmptySeriesWhereNothingWasRecorded() throws Exception {
        api.ports.rows.clear();
        JsonNode answer = ApiUnderTest.json(api.get("/v1/services/shop/history?metric=cpu,throughput"));
        assertThat(answer.path("series").findValuesAsText("metric")).containsExactly("cpu", "throughput");
        assertThat(answer.path("series").get(0).path("points")).isEmpty();
    }
}
