package io.flyball.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A member that gives one answer to whatever it is asked, or none until it is closed, and keeps the questions. */
final class CannedMember implements AutoCloseable {
    /** What was asked: {@code head} is method and path with query. */
    record Asked(String head, String contentType, String ifMatch, String authorization, String body) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    private CannedMember(Answering answering) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            keep(exchange);
            answering.answer(exchange);
        });
        server.start();
    }

    @FunctionalInterface
    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    static CannedMember answering(int status, String contentType, String body) throws IOException {
        return new CannedMember(exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    static CannedMember json(String body) throws IOException {
        return answering(200, "application/json", body);
    }

    /** Answers each method and path without query as {@code answers} say, anything else with 404. */
    static CannedMember routes(Map<String, String> answers) throws IOException {
        return new CannedMember(exchange -> {
            String head =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            byte[] bytes =
                    answers.getOrDefault(head, "{\"title\": \"not found\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answers.containsKey(head) ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    static CannedMember problem(int status, String body) throws IOException {
        return answering(status, "application/problem+json", body);
    }

    static CannedMember silent() throws IOException {
        CountDownLatch[] until = new CountDownLatch[1];
        CannedMember member = new CannedMember(exchange -> {
            try {
                until[0].await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        until[0] = member.closed;
        return member;
    }

    private void keep(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        asked.add(new Asked(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                headers.getFirst("Content-Type"),
                headers.getFirst("If-Match"),
                headers.getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
