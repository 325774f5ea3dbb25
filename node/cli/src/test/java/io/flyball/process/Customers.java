package io.flyball.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A little traffic to every instance in an endpoints file: without requests no trial is begun. */
final class Customers implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path endpoints;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile boolean open = true;

    Customers(Path endpoints) {
        this.endpoints = endpoints;
        Thread thread = new Thread(this::run, "customers");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (open) {
            try {
                for (JsonNode entry : JSON.readTree(Files.readAllBytes(endpoints))) {
                    buy(entry.path("targets").path(0).asText());
                }
            } catch (IOException e) {
                // no instance yet, or one that is killed just now
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void buy(String target) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + target + "/buy"))
                .timeout(Duration.ofSeconds(2))
                .build();
        client.send(request, BodyHandlers.discarding());
    }

    @Override
    public void close() {
        open = false;
    }
}
