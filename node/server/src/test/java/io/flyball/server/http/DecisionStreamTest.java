package io.flyball.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.port.Decisions.Versioned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Live decisions: order, resuming, filtering, and readers that do not read. */
class DecisionStreamTest {
    private ApiUnderTest api;

    @BeforeEach
    void open() {
        api = ApiUnderTest.open();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void sendsEachDecisionAndItsLaterEffect() throws Exception {
        try (var stream = EventReader.open(api, "", "")) {
            api.ports.publish(Examples.trial(7));
            api.ports.publish(Examples.kept(7));
            EventReader.Event trial = stream.next();
            assertThat(trial.id()).isEqualTo("shop-3-7:1");
            assertThat(trial.name()).isEqualTo("decision");
            assertThat(trial.data()).contains("\"outcome\":\"TRIAL\"");
            EventReader.Event kept = stream.next();
            assertThat(kept.id()).isEqualTo("shop-3-7:2");
            assertThat(kept.data())
                    .contains("\"outcome\":\"KEPT\"", "throughput 196 -> 391/s (+99 %), p99 412 -> 187 ms (-55 %)")
                    .doesNotContain("NaN");
        }
    }

    @Test
    void beginsAtOnceAndTellsWhenToComeBack() throws Exception {
        try (var stream = EventReader.open(api, "", "")) {
            assertThat(stream.line()).isEqualTo("retry: 2000");
        }
    }

    @Test
    void showsThatItLivesWhenNothingHappens() throws Exception {
        try (var stream = EventReader.open(api, "", "")) {
            List<String> lines = List.of(stream.line(), stream.line(), stream.line());
            assertThat(lines).containsExactly("retry: 2000", "", ": alive");
        }
    }

    @Test
    void goesOnAfterTheLastEventSeen() throws Exception {
        api.ports.publish(Examples.trial(1));
        api.ports.publish(Examples.trial(2));
        api.ports.publish(Examples.trial(3));
        try (var stream = EventReader.open(api, "", "shop-3-1:1")) {
            assertThat(stream.nextIds(2)).containsExactly("shop-3-2:1", "shop-3-3:1");
            api.ports.publish(Examples.trial(4));
            assertThat(stream.next().id()).isEqualTo("shop-3-4:1");
        }
        try (var stream = EventReader.open(api, "?lastEventId=shop-3-3:1", "")) {
            assertThat(stream.next().id()).isEqualTo("shop-3-4:1");
        }
    }

    @Test
    void sendsChangesOfEarlierDecisionsThatMayHaveBeenMissed() throws Exception {
        api.ports.past.addAll(List.of(Examples.kept(1), Examples.trial(2), Examples.kept(3), Examples.trial(4)));
        try (var stream = EventReader.open(api, "", "shop-3-3:1")) {
            assertThat(stream.nextIds(3)).containsExactly("shop-3-1:2", "shop-3-3:2", "shop-3-4:1");
        }
    }

    @Test
    void admitsAGapWhenTheLastEventSeenIsForgotten() throws Exception {
        api.ports.publish(Examples.trial(900));
        try (var stream = EventReader.open(api, "", "shop-3-1:1")) {
            EventReader.Event gap = stream.next();
            assertThat(gap.name()).isEqualTo("gap");
            assertThat(gap.id()).isEmpty();
            assertThat(stream.next().id()).isEqualTo("shop-3-900:1");
        }
    }

    @Test
    void sendsOnlyTheServiceAskedFor() throws Exception {
        try (var stream = EventReader.open(api, "?service=web", "")) {
            api.ports.publish(Examples.trial(1));
            api.ports.publish(of("web", Examples.trial(2)));
            assertThat(stream.next().data()).contains("\"service\":\"web\"");
        }
    }

    private static Versioned of(String service, Versioned model) {
        DecisionRecord d = model.decision();
        return new Versioned(
                new DecisionRecord(
                        service + "-3-1",
                        d.at(),
                        new ServiceName(service),
                        d.token(),
                        d.revision(),
                        d.policy(),
                        d.kind(),
                        d.subject(),
                        d.nodes(),
                        d.from(),
                        d.to(),
                        d.reasons(),
                        d.inputs(),
                        d.outcome(),
                        d.feedback()),
                model.version());
    }

    /** Buffers of the sockets swallow the first megabytes; then the reader's queue fills, and it is let go. */
    @Test
    void letsGoOfAReaderThatDoesNotReadWithoutSlowingOthers() throws Exception {
        try (var idle = new Socket()) {
            idle.setReceiveBufferSize(4_096);
            idle.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
            idle.getOutputStream()
                    .write("GET /v1/decisions/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            Awaitility.await().until(() -> api.ports.listeners.size() == 1);
            String longReason = "x".repeat(100_000);
            Versioned large = Examples.instances(1, "2", "3", DecisionRecord.Outcome.APPLIED, longReason);
            Awaitility.await().until(() -> {
                IntStream.range(0, 30).forEach(i -> api.ports.listeners.forEach(listener -> listener.accept(large)));
                return dropped() == 1;
            });
            try (var reader = EventReader.open(api, "", "")) {
                api.ports.publish(Examples.trial(5));
                assertThat(reader.next().id()).isEqualTo("shop-3-5:1");
            }
        }
        Awaitility.await().untilAsserted(() -> {
            api.ports.publish(Examples.trial(6));
            assertThat(api.ports.listeners).isEmpty();
        });
    }

    private double dropped() {
        return api.meters
                .registry()
                .get("flyball.http.streams.dropped")
                .counter()
                .count();
    }

    @Test
    void forgetsReadersThatLeft() throws Exception {
        EventReader.open(api, "", "").close();
        Awaitility.await().untilAsserted(() -> {
            api.ports.publish(Examples.trial(1));
            assertThat(api.ports.listeners).isEmpty();
        });
    }

    @Test
    void endsWithTheMemberWithoutKeepingItWaiting() throws Exception {
        try (var stream = EventReader.open(api, "", "")) {
            api.unbind(Duration.ofSeconds(60));
            assertThatThrownBy(stream::next).isInstanceOf(IOException.class);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(api.ports.listeners).isEmpty());
        }
    }

    @Test
    void hasRoomForSoManyReadersAndNotOneMore() throws Exception {
        List<EventReader> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(EventReader.open(api, "", ""));
        }
        try (var oneMore = EventReader.open(api, "", "")) {
            assertThat(oneMore.status).isEqualTo(503);
        }
        for (EventReader reader : readers) {
            reader.close();
        }
    }
}
