package io.flyball.simulator.demo.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Throughput and CPU of each node over some minutes, one point a second, as the history answers them. */
record HistoryPoints(Map<String, Double> points) {
    HistoryPoints {
        points = Map.copyOf(points);
    }

    static Optional<HistoryPoints> read(Api api, Instant from, Instant to) {
        return api.get("/v1/services/shop/history?metric=throughput,cpu&combine=none&from=" + from + "&to=" + to
                        + "&step=1s")
                .map(HistoryPoints::of);
    }

    static HistoryPoints of(JsonNode answer) {
        Map<String, Double> points = new TreeMap<>();
        for (JsonNode series : answer.path("series")) {
            String prefix =
                    series.path("metric").asText() + "/" + series.path("node").asText() + "/";
            series.path("points")
                    .forEach(point -> points.put(
                            prefix + point.get(0).asLong(), point.get(1).asDouble()));
        }
        return new HistoryPoints(points);
    }

    /** How many of these points {@code later} lacks or has otherwise. */
    int lostIn(HistoryPoints later) {
        return (int) points.entrySet().stream()
                .filter(point -> !point.getValue().equals(later.points().get(point.getKey())))
                .count();
    }
}
