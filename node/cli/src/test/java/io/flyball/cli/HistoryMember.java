package io.flyball.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A member that knows one service: 4 instances of 4 processors, 10 ms of processor time per request, busy between 15 and 85 %
 * each day. It answers for at most {@code longest} at once, as a member does when too many samples lie in a range.
 */
final class HistoryMember implements AutoCloseable {
    static final int INSTANCES = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String policy;
    private final long longest;
    private final long recordedSince;

    HistoryMember(String policy, long longestMillis, long recordedSinceMillis) throws IOException {
        this.policy = policy;
        this.longest = longestMillis;
        this.recordedSince = recordedSinceMillis;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/policies", exchange -> answer(exchange, 200, policies()));
        server.createContext("/v1/services/shop/history", this::history);
        server.start();
    }

    private ObjectNode policies() {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("policies")
                .addObject()
                .put("name", "shop")
                .put("revision", 7)
                .put("text", policy);
        return body;
    }

    private void history(HttpExchange exchange) throws IOException {
        Map<String, String> query = new TreeMap<>();
        for (String pair : exchange.getRequestURI().getQuery().split("&")) {
            query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        asked.add(query.get("combine"));
        long from = Instant.parse(query.get("from")).toEpochMilli();
        long to = Instant.parse(query.get("to")).toEpochMilli();
        long step = 1000 * Long.parseLong(query.get("step").replace("s", ""));
        ObjectNode body = JSON.createObjectNode();
        if (to - from > longest) {
            body.put("title", "more than 1000000 samples lie in this range: must be a shorter range or a single node");
            answer(exchange, 400, body);
            return;
        }
        ArrayNode series = body.putArray("series");
        for (String metric : query.get("metric").split(",")) {
            ObjectNode one = series.addObject().put("metric", metric);
            ArrayNode points = one.putArray("points");
            for (long at = Math.max(from, recordedSince) / step * step; at < to; at += step) {
                double value = query.get("combine").equals("count") ? INSTANCES : value(metric, at);
                if (Double.isFinite(value)) {
                    points.addArray().add(at).add(value);
                }
            }
        }
        answer(exchange, 200, body);
    }

    private static double value(String metric, long at) {
        double busy = 0.5 - 0.35 * Math.cos(2 * Math.PI * at / 86_400_000);
        double wobble = 1 + 0.02 * Math.sin(at / 7e6);
        return switch (metric) {
            case "throughput" -> 400 * busy;
            case "cpu" -> busy * wobble;
            case "cpu.cores" -> 4 * busy * wobble;
            case "latency.mean" -> 0.035 + 0.002 * busy / (1 - busy);
            case "latency.p99" -> 0.090 + 0.006 * busy / (1 - busy);
            case "heap.live" -> 310e6;
            case "alloc.rate" -> 400 * busy * 600e3;
            case "heap.committed", "heap.max" -> 1.5e9;
            default -> Double.NaN;
        };
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
