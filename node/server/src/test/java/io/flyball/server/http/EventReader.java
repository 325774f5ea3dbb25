package io.flyball.server.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Reads server-sent events as they come. */
final class EventReader implements AutoCloseable {
    private final BufferedReader lines;
    final int status;

    /** One event; {@code id} is empty where it had none. */
    record Event(String id, String name, String data) {}

    private EventReader(HttpResponse<InputStream> response) {
        this.status = response.statusCode();
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Returns when the stream is open and, if it is, subscribed. */
    static EventReader open(ApiUnderTest api, String query, String lastEventId) throws Exception {
        int before = api.ports.listeners.size();
        var request = api.request("/v1/decisions/stream" + query);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        var reader = new EventReader(api.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        if (reader.status == 200) {
            Awaitility.await().until(() -> api.ports.listeners.size() > before);
        }
        return reader;
    }

    /** The next event, beyond comments and settings; fails at the end of the stream. */
    Event next() throws IOException {
        String id = "";
        String name = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                return new Event(id, name, line.substring(6));
            }
        }
        throw new IOException("end of stream");
    }

    List<String> nextIds(int count) throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(next().id());
        }
        return ids;
    }

    String line() throws IOException {
        return lines.readLine();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
