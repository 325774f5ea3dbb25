package io.flyball.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flyball.protocol.message.LinkMessage.Ack;
import io.flyball.protocol.message.LinkMessage.Welcome;
import io.flyball.server.member.StartException;
import io.flyball.server.settings.ServerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<RunningServer> running = Optional.empty();

    @TempDir
    Path data;

    @AfterEach
    void stop() {
        running.ifPresent(RunningServer::close);
    }

    private ServerSettings settings(String http, String cluster) {
        return ServerSettings.load(
                Optional.empty(), Map.of("http", http, "cluster", cluster, "data", data.toString(), "name", "m1"));
    }

    private RunningServer start() throws Exception {
        RunningServer server = RunningServer.start(settings("127.0.0.1:0", "127.0.0.1:0"));
        running = Optional.of(server);
        server.whenUp().toCompletableFuture().get(60, TimeUnit.SECONDS);
        return server;
    }

    private String get(RunningServer server, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://" + server.httpAddress() + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void takesReportsOverALinkAndShowsTheServiceInTheApi() throws Exception {
        RunningServer server = start();
        LinkUnderTest link = LinkUnderTest.open(server.httpAddress());
        link.introduce("host-a", "shop", "shop-1");
        await().until(() -> link.received().contains(new Welcome(1, "m1")));
        link.report(1);
        link.report(2);
        await().atMost(Duration.ofSeconds(20)).until(() -> link.received().contains(new Ack(1, 2)));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(server, "/v1/services/shop/nodes").contains("shop-1"));
        assertThat(get(server, "/v1/services")).contains("shop");
        assertThat(get(server, "/health/ready")).contains("ready");
        assertThat(get(server, "/v1/alerts")).isEqualTo("{\"alerts\":[]}");
        assertThat(get(server, "/metrics").lines()).contains("flyball_alerts_firing{service=\"shop\"} 0.0");
        link.abort();
    }

    @Test
    void endsALinkThatSendsAnythingButFramesAndStaysUp() throws Exception {
        RunningServer server = start();
        LinkUnderTest text = LinkUnderTest.open(server.httpAddress());
        text.sendText("hello");
        LinkUnderTest garbage = LinkUnderTest.open(server.httpAddress());
        garbage.sendBytes(new byte[] {1, 2, 3});
        LinkUnderTest huge = LinkUnderTest.open(server.httpAddress());
        huge.sendBytes(new byte[300 * 1024]);
        await().until(() -> text.isClosed() && garbage.isClosed() && huge.isClosed());
        assertThat(get(server, "/health/live")).contains("live");
    }

    @Test
    void answersThatTheLinkWantsAWebSocket() throws Exception {
        assertThat(get(start(), "/v1/link")).contains("WebSocket");
    }

    @Test
    void takesUpItsServicesAgainAfterARestart() throws Exception {
        RunningServer first = start();
        LinkUnderTest link = LinkUnderTest.open(first.httpAddress());
        link.introduce("host-a", "shop", "shop-1");
        link.report(1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(first, "/v1/services/shop").contains("\"term\":1"));
        first.close();
        RunningServer second = start();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(second, "/v1/services/shop").contains("\"term\":2"));
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            assertThatThrownBy(() -> RunningServer.start(settings(address, "127.0.0.1:0")))
                    .isInstanceOfSatisfying(
                            StartException.class, e -> assertThat(e.exitCode()).isEqualTo(StartException.PORT_TAKEN))
                    .hasMessageContaining(address)
                    .hasMessageContaining("--http");
            assertThatThrownBy(() -> RunningServer.start(settings("127.0.0.1:0", address)))
                    .hasMessageContaining(address)
                    .hasMessageContaining("--cluster");
        }
    }

    @Test
    void doesNotShareItsDataDirectory() throws Exception {
        start();
        var err = new ByteArrayOutputStream();
        int code = ServerMain.run(
                settings("127.0.0.1:0", "127.0.0.1:0"),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(StartException.DATA_IN_USE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("flyball server: data directory " + data + " is in use");
    }

    @Test
    void greetsWithWhereItIs() throws Exception {
        RunningServer server = start();
        assertThat(server.greeting().lines())
                .containsExactly(
                        "Server is ready",
                        "  name     m1",
                        "  HTTP     http://" + server.httpAddress(),
                        "  cluster  " + server.clusterAddress(),
                        "  data     " + data);
    }
}
