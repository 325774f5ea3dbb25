package io.flyball.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.flyball.server.metrics.FlyballMeters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Directives;

/** The API on a real port of this machine, in front of {@link FakePorts}, at noon. */
final class ApiUnderTest implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final FakePorts ports = new FakePorts();
    final FlyballMeters meters = new FlyballMeters("0.1.0");
    final HttpDependencies dependencies;
    private final ActorSystem<Void> system;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerBinding binding;

    ApiUnderTest(HttpSettings settings, InstantSource clock) {
        var config = ConfigFactory.parseString(
                        "pekko { actor.provider = local, loglevel = WARNING, stdout-loglevel = WARNING,"
                                + " coordinated-shutdown.exit-jvm = off, http.server.request-timeout = 10s }")
                .withFallback(ConfigFactory.load());
        system = ActorSystem.create(Behaviors.empty(), "api", config);
        dependencies = new HttpDependencies(
                system,
                settings,
                clock,
                ports,
                ports,
                ports,
                ports,
                ports,
                ports,
                () -> ports.readiness,
                meters,
                Directives.extractWebSocketUpgrade(upgrade -> Directives.complete("link")));
        binding = new HttpApi(dependencies)
                .start()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    static ApiUnderTest open() {
        return with(Optional.empty());
    }

    static ApiUnderTest with(Optional<String> token) {
        var settings = new HttpSettings("127.0.0.1", 0, token, Duration.ofSeconds(2), 100, 4);
        return new ApiUnderTest(settings, InstantSource.fixed(Examples.NOON));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + path);
    }

    int port() {
        return binding.localAddress().getPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> put(String path, String body, String... headers) throws IOException, InterruptedException {
        var request = request(path).PUT(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> delete(String path, String... headers) throws IOException, InterruptedException {
        return send(
                headers.length == 0
                        ? request(path).DELETE()
                        : request(path).DELETE().headers(headers));
    }

    HttpClient client() {
        return client;
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    /** Returns when every call is answered or cut off after {@code patience}; fails after 20 s. */
    void unbind(Duration patience) {
        binding.terminate(patience)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        unbind(Duration.ofSeconds(1));
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        meters.close();
    }
}
