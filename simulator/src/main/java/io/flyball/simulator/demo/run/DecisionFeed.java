package io.flyball.simulator.demo.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Follows {@code /v1/decisions/stream}; when its member dies it goes on at another one, after the last event it saw. */
final class DecisionFeed {
    private static final long PAUSE_NANOS = 300_000_000;

    private final Api api;
    private final Consumer<Decision> sink;
    private final Thread thread = new Thread(this::follow, "decision-feed");
    private String lastEventId = "";
    private volatile boolean stopped;

    DecisionFeed(Api api, Consumer<Decision> sink) {
        this.api = api;
        this.sink = sink;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void follow() {
        for (int turn = 0; !stopped; turn++) {
            var members = api.members();
            if (!members.isEmpty()) {
                followOne(members.get(turn % members.size()));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void followOne(String member) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(member + "/v1/decisions/stream"))
                .header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            var response = api.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                if (response.statusCode() == 200) {
                    read(lines);
                }
            }
        } catch (IOException e) {
            // The member is gone or restarts: the next turn asks another one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(BufferedReader lines) throws IOException {
        String id = "";
        StringBuilder content = new StringBuilder();
        for (String line = lines.readLine(); line != null && !stopped; line = lines.readLine()) {
            if (line.isEmpty()) {
                emit(id, content.toString());
                id = "";
                content.setLength(0);
            } else if (line.startsWith("id:")) {
                id = line.substring(3).trim();
            } else if (line.startsWith("data:")) {
                content.append(line.substring(5).trim());
            }
        }
    }

    private void emit(String id, String content) throws IOException {
        if (!content.startsWith("{")) {
            return;
        }
        var json = Api.parse(content);
        if (json.hasNonNull("outcome")) {
            sink.accept(Decision.of(json));
        }
        if (!id.isEmpty()) {
            lastEventId = id;
        }
    }
}
