package io.flyball.simulator.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadGeneratorTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path directory;

    private final Recorded outcomes = new Recorded();

    @Test
    void aStallOfOneSecondShowsInTheP99OfIntendedStartTimesAndHidesFromSendTimes() throws Exception {
        try (var server = new StallingServer(1_000, 2_000, "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok")) {
            run(settings(1, 1_000), 200, 3 * SECOND, server.port());
        }
        // 200 of 600 requests fell due within the stall: the worst waited a second. One of them was under way.
        assertThat(outcomes.completed).isBetween(590, 601);
        assertThat(outcomes.failures).isEmpty();
        assertThat(outcomes.fromIntended.getValueAtPercentile(99)).isBetween(850_000L, 1_300_000L);
        assertThat(outcomes.fromSent.getValueAtPercentile(99)).isLessThan(200_000L);
    }

    @Test
    void offersWhatTheRateSaysWhileNothingAnswers() throws Exception {
        try (var server = new StallingServer(0, 60_000, "")) {
            run(settings(2, 50), 200, SECOND, server.port());
        }
        assertThat(outcomes.offered).isBetween(199, 201);
        assertThat(outcomes.completed).isZero();
        assertThat(outcomes.largestBacklog).isEqualTo(50);
        // 2 under way for ever, 50 in the backlog at the end, the rest beyond its bound: every one is counted.
        assertThat(outcomes.failures).hasSize(2).allMatch(text -> text.contains("unanswered at the end"));
        assertThat(outcomes.shed).isEqualTo(outcomes.offered - 2);
    }

    @Test
    void aRequestWhoseConnectionBreaksAfterItWasSentFailsAndIsNotSentAgain() throws Exception {
        try (var server = new StallingServer(0, 0, "")) {
            run(settings(8, 100), 50, SECOND, server.port());
            assertThat(outcomes.failures).hasSizeBetween(49, 51).allMatch(text -> text.startsWith("node-0: "));
            assertThat(server.requests.get()).isEqualTo(outcomes.offered);
        }
        assertThat(outcomes.retried).isZero();
    }

    @Test
    void aRequestThatWasNeverSentGoesToAnotherInstance() throws Exception {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        try (var server = StallingServer.steady()) {
            run(settings(8, 100), 100, SECOND, nobody, server.port());
        }
        assertThat(outcomes.retried).isPositive();
        assertThat(outcomes.failures).isEmpty();
        assertThat(outcomes.completed).isEqualTo(outcomes.offered);
    }

    @Test
    void anAnswerOtherThan200IsAFailureWithItsReason() throws Exception {
        try (var server = new StallingServer(0, 0, "HTTP/1.1 503 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n")) {
            run(settings(8, 100), 50, SECOND / 2, server.port());
        }
        assertThat(outcomes.failures).hasSize(outcomes.offered).containsOnly("node-0: status 503");
    }

    @Test
    void anAnswerThatIsNotHttpIsAFailureWithItsReason() throws Exception {
        try (var server = new StallingServer(0, 0, "SSH-2.0-nobody\r\n\r\n")) {
            run(settings(8, 100), 50, SECOND / 2, server.port());
        }
        assertThat(outcomes.failures).hasSize(outcomes.offered).allMatch(text -> text.contains("HTTP/1.1"));
    }

    @Test
    void closesConnectionsThatItDoesNotUseBeforeTheServerWould() throws Exception {
        try (var server = StallingServer.steady()) {
            // One request a second on a connection that may idle for 0.3 s: each needs a new one.
            run(settings(8, 100), 1, 3 * SECOND, server.port());
            assertThat(outcomes.completed).isEqualTo(3);
            assertThat(server.connections.get()).isEqualTo(3);
        }
    }

    @Test
    void spreadsRequestsOverInstances() throws Exception {
        try (var one = StallingServer.steady();
                var other = StallingServer.steady()) {
            run(settings(8, 100), 200, SECOND, one.port(), other.port());
            assertThat(one.requests.get()).isBetween(50, 150);
            assertThat(other.requests.get()).isBetween(50, 150);
        }
    }

    private LoadSettings settings(int connections, int backlog) {
        return new LoadSettings(
                "/buy", connections, backlog, Duration.ofSeconds(10), Duration.ofMillis(50), Duration.ofMillis(300));
    }

    private void run(LoadSettings settings, double rate, long lengthNanos, int... ports) throws IOException {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < ports.length; i++) {
            groups.add("{\"targets\":[\"127.0.0.1:" + ports[i] + "\"],\"labels\":{\"node\":\"node-" + i + "\"}}");
        }
        Path file = Files.writeString(directory.resolve("shop.json"), groups.toString());
        new LoadGenerator(settings, new Endpoints(file), at -> rate, System::nanoTime, outcomes)
                .run(lengthNanos, SECOND / 10);
    }
}
