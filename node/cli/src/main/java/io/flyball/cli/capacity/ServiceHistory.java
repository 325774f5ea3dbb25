package io.flyball.cli.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.cli.ApiClient;
import io.flyball.cli.CliException;
import io.flyball.cli.ExitCodes;
import io.flyball.cli.series.TimeSeries;
import io.flyball.protocol.model.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;

/** The history of a service as columns, read in pieces: a member answers for a bounded number of samples at once. */
final class ServiceHistory {
    private static final List<String> METRICS = List.of(
            Metrics.THROUGHPUT,
            Metrics.CPU,
            Metrics.CPU_CORES,
            Metrics.LATENCY_MEAN,
            Metrics.LATENCY_P99,
            Metrics.HEAP_LIVE,
            Metrics.HEAP_COMMITTED,
            Metrics.HEAP_MAX,
            Metrics.ALLOCATION_RATE,
            Metrics.GC_TIME,
            Metrics.HIKARI_ACTIVE,
            Metrics.HIKARI_MAX,
            Metrics.TOMCAT_THREADS_MAX);
    private static final long POINTS = 2016;
    private static final long LEAST_STEP = 30_000;
    private static final long PIECE = 12 * 3_600_000L;
    private static final long LEAST_PIECE = 15 * 60_000L;
    private static final String TOO_MUCH = "samples lie in this range";

    private final ApiClient client;
    private final String service;
    private final long step;
    private final Map<String, TreeMap<Long, Double>> found = new TreeMap<>();

    private ServiceHistory(ApiClient client, String service, long step) {
        this.client = client;
        this.service = service;
        this.step = step;
    }

    static Columns read(ApiClient client, String service, Duration since, Instant now, DoubleConsumer progress) {
        long step = Math.max(LEAST_STEP, (since.toMillis() + POINTS * 10_000 - 1) / (POINTS * 10_000) * 10_000);
        long end = now.toEpochMilli() / step * step;
        long begin = end - since.toMillis() / step * step;
        ServiceHistory history = new ServiceHistory(client, service, step);
        long piece = Math.max(step, PIECE / step * step);
        long from = begin;
        while (from < end) {
            long to = Math.min(end, from + piece);
            try {
                history.add(from, to);
                from = to;
                progress.accept((from - begin) / (double) (end - begin));
            } catch (CliException failure) {
                long half = piece / 2 / step * step;
                if (!failure.getMessage().contains(TOO_MUCH) || half < Math.max(step, LEAST_PIECE)) {
                    throw failure;
                }
                piece = half;
            }
        }
        return history.columns();
    }

    private void add(long from, long to) {
        add(call(String.join(",", METRICS), "mean", from, to), null);
        add(call(Metrics.THROUGHPUT, "count", from, to), Columns.INSTANCES);
    }

    private JsonNode call(String metrics, String combine, long from, long to) {
        return client.get("/v1/services/" + ApiClient.escape(service) + "/history?metric=" + ApiClient.escape(metrics)
                        + "&from=" + Instant.ofEpochMilli(from) + "&to=" + Instant.ofEpochMilli(to) + "&step="
                        + step / 1000 + "s&combine=" + combine)
                .body();
    }

    private void add(JsonNode answer, String name) {
        for (JsonNode series : answer.path("series")) {
            TreeMap<Long, Double> column = found.computeIfAbsent(
                    name != null ? name : series.path("metric").asText(), metric -> new TreeMap<>());
            for (JsonNode point : series.path("points")) {
                column.put(point.path(0).asLong(), point.path(1).asDouble(Double.NaN));
            }
        }
    }

    private Columns columns() {
        Map<String, TimeSeries> series = new TreeMap<>();
        found.forEach((name, points) -> series.put(
                name,
                new TimeSeries(
                        name,
                        points.keySet().stream().mapToLong(Long::longValue).toArray(),
                        points.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray())));
        Columns columns = Columns.of(series).withLoad(Metrics.THROUGHPUT);
        if (!columns.values().containsKey(Columns.LOAD)) {
            throw new CliException(
                    ExitCodes.FAILED, "throughput of " + service + ": nothing was recorded in this time");
        }
        return columns;
    }
}
