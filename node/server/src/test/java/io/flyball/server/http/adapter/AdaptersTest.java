package io.flyball.server.http.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.flyball.planner.port.ControlStore;
import io.flyball.protocol.message.ControlProtocol;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.HistoryProtocol.DecisionsFound;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.protocol.message.ServiceProtocol;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import io.flyball.server.history.DecisionJson;
import io.flyball.server.history.History;
import io.flyball.server.http.port.Decisions.Versioned;
import io.flyball.server.http.port.Mistake;
import io.flyball.server.http.port.PolicyCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.pubsub.Topic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The ports on top of actors. */
class AdaptersTest {
    private static final ActorTestKit KIT = ActorTestKit.create(
            "adapters",
            ConfigFactory.parseString("pekko.actor.provider = local").withFallback(ConfigFactory.load()));
    private static final ServiceName SHOP = new ServiceName("shop");

    private final Store store = new Store();
    private final AtomicInteger checks = new AtomicInteger();
    private final PolicyCheck unreadable = text -> {
        checks.incrementAndGet();
        return new PolicyCheck.Checked(Optional.empty(), List.of(new Mistake("", text, "must be a policy")));
    };

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void knowsServicesByTheirRecordsAndReadsAPolicyOncePerRevision() {
        var services =
                new ShardedServices(KIT.system(), store, unreadable, name -> null, time -> null, Duration.ofSeconds(1));
        store.entries.add(entry("service/shop", 1));
        store.entries.add(entry("policy/broken", 1));
        assertThat(services.known()).containsExactly(SHOP);
        services.known();
        assertThat(checks).hasValue(1);
        store.entries.set(1, entry("policy/broken", 2));
        services.known();
        assertThat(checks).hasValue(2);
    }

    @Test
    void asksThePlannerAndGivesUpInTime() {
        TestProbe<ServiceProtocol.Command> planner = KIT.createTestProbe();
        var services = new ShardedServices(
                KIT.system(), store, unreadable, name -> planner.ref(), time -> null, Duration.ofMillis(300));
        var view = services.describe(SHOP).toCompletableFuture();
        planner.expectMessageClass(ServiceProtocol.Describe.class);
        assertThatThrownBy(() -> view.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void handsWritesToTheKeeperOfTheKey() throws Exception {
        TestProbe<ControlProtocol.Command> keeper = KIT.createTestProbe();
        var keys = new ShardedControlKeys(KIT.system(), store, key -> keeper.ref(), Duration.ofSeconds(10));
        var reply = keys.put("policy/shop", "text", "anna", "why", 3).toCompletableFuture();
        ControlProtocol.Put put = keeper.expectMessageClass(ControlProtocol.Put.class);
        assertThat(put.value()).isEqualTo("text");
        assertThat(put.expectedRevision()).isEqualTo(3);
        put.replyTo().tell(new ControlProtocol.Conflict(4));
        assertThat(reply.get(10, TimeUnit.SECONDS)).isEqualTo(new ControlProtocol.Conflict(4));
    }

    @Test
    void hearsDecisionsPublishedToTheTopicUntilItStopsListening() {
        var decisions = StoredDecisions.start(KIT.system(), new EmptyHistory());
        var topic = KIT.spawn(Topic.create(StoredDecision.class, "decisions"));
        List<Versioned> heard = new CopyOnWriteArrayList<>();
        var subscription = decisions.subscribe(heard::add);
        DecisionRecord decision = decision();
        var stored = new StoredDecision(SHOP, decision.id(), 2, DecisionJson.write(decision));
        Awaitility.await().until(() -> {
            topic.tell(Topic.publish(stored));
            return !heard.isEmpty();
        });
        assertThat(heard.get(0)).isEqualTo(new Versioned(decision, 2));
        subscription.close();
        List<Versioned> later = new CopyOnWriteArrayList<>();
        decisions.subscribe(later::add);
        int before = heard.size();
        Awaitility.await().until(() -> {
            topic.tell(Topic.publish(stored));
            return later.size() > 2;
        });
        assertThat(heard).hasSize(before);
    }

    private static Entry entry(String key, long revision) {
        return new Entry(key, revision, false, "text", "", "", 0);
    }

    private static DecisionRecord decision() {
        return new DecisionRecord(
                "shop-1-1",
                Instant.EPOCH,
                SHOP,
                new Token(1, "m1"),
                1,
                "shop#1",
                DecisionRecord.Kind.INSTANCES,
                "instances",
                List.of(),
                "2",
                "3",
                List.of("throughput"),
                Map.of(),
                DecisionRecord.Outcome.APPLIED,
                Optional.empty());
    }

    /** Control state of one member, in memory. */
    private static final class Store implements ControlStore {
        private final List<Entry> entries = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<Optional<Entry>> read(String key) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public CompletionStage<Entry> write(Entry entry) {
            return CompletableFuture.completedFuture(entry);
        }

        @Override
        public Collection<Entry> known(String prefix) {
            return entries.stream()
                    .filter(entry -> entry.key().startsWith(prefix))
                    .toList();
        }

        @Override
        public Subscription watch(String prefix, Consumer<Entry> listener) {
            return () -> {};
        }
    }

    /** Remembers nothing. */
    private static final class EmptyHistory implements History {
        @Override
        public CompletionStage<Void> append(List<Row> rows) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void remember(DecisionRecord decision, long version) {}

        @Override
        public CompletionStage<RowsFound> read(
                ServiceName service, Optional<NodeId> node, Instant from, Instant to, int limit) {
            return CompletableFuture.completedFuture(new RowsFound(List.of(), false, ""));
        }

        @Override
        public CompletionStage<DecisionsFound> decisions(
                Optional<ServiceName> service, Optional<String> beforeId, int limit) {
            return CompletableFuture.completedFuture(new DecisionsFound(List.of(), ""));
        }

        @Override
        public CompletionStage<Optional<StoredDecision>> decision(String id) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }
}
