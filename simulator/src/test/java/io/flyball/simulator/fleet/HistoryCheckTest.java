package io.flyball.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.flyball.protocol.model.ServiceName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryCheckTest {
    private static final String HALF = "{\"series\":[{\"node\":\"v-1\",\"points\":[[1000,1.0]]}]%s}";
    private static final String WHOLE = "{\"series\":[{\"node\":\"v-1\",\"points\":[[1000,1.0],[2300,1.0]]}]}";
    private static final String PARTIAL = HALF.formatted(",\"incomplete\":\"a store is away\"");

    private final Deque<String> answers = new ArrayDeque<>();
    private HttpServer member;
    private HistoryCheck check;
    private int pauses;

    @BeforeEach
    void start() throws IOException {
        member = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        member.createContext("/v1/services/v/history", call -> {
            byte[] answer = answers.remove().getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(200, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        member.start();
        URI address = URI.create("http://127.0.0.1:" + member.getAddress().getPort());
        MemberClient client =
                new MemberClient(HttpClient.newHttpClient(), List.of(address), Optional.empty(), Clocks.system());
        check = new HistoryCheck(client, () -> pauses++);
    }

    @AfterEach
    void stop() {
        member.stop(0);
    }

    private void look(String... given) {
        answers.addAll(List.of(given));
        check.look(new ServiceName("v"), Map.of("v-1", List.of(1_005L, 2_399L)), 3_000);
    }

    @Test
    void findsReportsInTheirBuckets() {
        look(WHOLE);
        assertThat(check.looked()).isEqualTo(2);
        assertThat(check.missing()).isZero();
    }

    @Test
    void aReportThatIsNotThereIsMissing() {
        look(HALF.formatted(""));
        assertThat(check.missing()).isEqualTo(1);
    }

    @Test
    void asksAgainWhenOnlyAPartWasGiven() {
        look(PARTIAL, WHOLE);
        assertThat(pauses).isEqualTo(1);
        assertThat(check.looked()).isEqualTo(2);
        assertThat(check.missing()).isZero();
    }

    @Test
    void whatIsMissingEachTimeIsMissing() {
        look(PARTIAL, PARTIAL, PARTIAL);
        assertThat(check.missing()).isEqualTo(1);
        assertThat(check.unanswered()).isZero();
    }
}
