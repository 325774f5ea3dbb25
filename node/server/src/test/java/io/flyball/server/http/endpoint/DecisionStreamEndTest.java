package io.flyball.server.http.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.kit.Call;
import io.flyball.server.http.port.Decisions;
import io.flyball.server.metrics.FlyballMeters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Sink;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A member that stops ends its streams in order, not by a fault that would be logged for each reader. */
class DecisionStreamEndTest {
    private static final ActorTestKit KIT = ActorTestKit.create(
            "streams", ConfigFactory.parseString("pekko.actor.provider = local").withFallback(ConfigFactory.load()));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void completesEveryStreamAndUnsubscribesIt() throws Exception {
        var silence = new Silence();
        try (var meters = new FlyballMeters("0.1.0")) {
            var stream = new DecisionStream(KIT.system(), silence, meters, 10);
            var call = new Call(HttpRequest.GET("/v1/decisions/stream"), Map.of(), Map.of(), "id");
            var response = stream.open(call).toCompletableFuture().join();
            var end = response.entity().getDataBytes().runWith(Sink.ignore(), KIT.system());
            assertThat(silence.subscribed).hasValue(1);
            stream.endAll();
            end.toCompletableFuture().get(10, TimeUnit.SECONDS);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(silence.subscribed).hasValue(0));
        }
    }

    /** Nothing was ever decided. */
    private static final class Silence implements Decisions {
        private final AtomicInteger subscribed = new AtomicInteger();

        @Override
        public CompletionStage<Page> list(Optional<ServiceName> service, Optional<String> before, int limit) {
            return CompletableFuture.completedFuture(new Page(List.of(), ""));
        }

        @Override
        public CompletionStage<Optional<Versioned>> find(String id) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public Subscription subscribe(Consumer<Versioned> listener) {
            subscribed.incrementAndGet();
            return subscribed::decrementAndGet;
        }
    }
}
