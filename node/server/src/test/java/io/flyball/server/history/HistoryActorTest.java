package io.flyball.server.history;

import static io.flyball.server.history.Rows.NOON;
import static io.flyball.server.history.Rows.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.HistoryProtocol.AppendDecisions;
import io.flyball.protocol.message.HistoryProtocol.AppendRows;
import io.flyball.protocol.message.HistoryProtocol.Appended;
import io.flyball.protocol.message.HistoryProtocol.Command;
import io.flyball.protocol.message.HistoryProtocol.DecisionsFound;
import io.flyball.protocol.message.HistoryProtocol.FindDecision;
import io.flyball.protocol.message.HistoryProtocol.Internal;
import io.flyball.protocol.message.HistoryProtocol.NotStored;
import io.flyball.protocol.message.HistoryProtocol.ReadDecisions;
import io.flyball.protocol.message.HistoryProtocol.ReadRows;
import io.flyball.protocol.message.HistoryProtocol.ReadTick;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import io.flyball.protocol.message.HistoryProtocol.Stored;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryActorTest {
    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<Appended> appended = kit.createTestProbe();
    private final TestProbe<RowsFound> rows = kit.createTestProbe();
    private final TestProbe<DecisionsFound> decisions = kit.createTestProbe();

    @TempDir
    private Path directory;

    private StoreThread store;
    private ActorRef<Command> actor;

    @BeforeEach
    void start() {
        store = StoreThread.open(() -> RocksSampleStore.open(directory, Rows.SMALL));
        actor = kit.spawn(
                HistoryActor.create(store, Duration.ofHours(2), InstantSource.fixed(NOON)),
                HistoryActor.name(store.storeId()));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void handlesEveryMessageOfItsProtocol() {
        var unhandled = kit.createUnhandledMessageProbe();
        Row row = Rows.row("n1", NOON, 1);
        StoredDecision decision = Rows.stored(SHOP, 1, NOON, 1);
        List<Command> all = List.of(
                new AppendRows(List.of(row), appended.ref()),
                new AppendDecisions(List.of(decision), appended.ref()),
                new ReadRows(SHOP, "", NOON, NOON.plusSeconds(1), 10, rows.ref()),
                new ReadTick(SHOP, NOON, "", rows.ref()),
                new ReadDecisions("", "", 10, decisions.ref()),
                new FindDecision(decision.id(), decisions.ref()));
        assertThat(all)
                .extracting(Object::getClass)
                .map(Class.class::cast)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Command.class.getPermittedSubclasses())
                        .filter(type -> type != Internal.class)
                        .toList());
        all.subList(0, 2).forEach(actor::tell);
        appended.expectMessage(new Stored());
        appended.expectMessage(new Stored());
        all.subList(2, 6).forEach(actor::tell);
        assertThat(rows.receiveMessage()).isEqualTo(new RowsFound(List.of(row), false, ""));
        assertThat(rows.receiveMessage()).isEqualTo(new RowsFound(List.of(row), false, ""));
        assertThat(decisions.receiveMessage().decisions()).hasSize(1);
        assertThat(decisions.receiveMessage().decisions()).hasSize(1);
        unhandled.expectNoMessage(Duration.ofMillis(200));
    }

    @Test
    void carriesTheIdOfItsStoreInItsName() {
        assertThat(HistoryActor.storeId(actor)).isEqualTo(store.storeId());
    }

    @Test
    void tellsWhoeverComesWhenTheQueueIsFull() throws Exception {
        CountDownLatch hold = holdTheThread();
        Row row = Rows.row("n1", NOON, 1);
        int offered = StoreThread.MOST_JOBS + 10;
        for (int i = 0; i < offered; i++) {
            actor.tell(new AppendRows(List.of(row), appended.ref()));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(appended.receiveMessage()).isEqualTo(new NotStored("busy"));
        }
        actor.tell(new ReadRows(SHOP, "", NOON, NOON.plusSeconds(1), 10, rows.ref()));
        assertThat(rows.receiveMessage().problem()).isEqualTo("busy");
        hold.countDown();
        for (int i = 0; i < StoreThread.MOST_JOBS; i++) {
            assertThat(appended.receiveMessage()).isEqualTo(new Stored());
        }
    }

    @Test
    void boundsTheRowsThatWait() throws Exception {
        CountDownLatch hold = holdTheThread();
        List<Row> many = new ArrayList<>();
        for (int i = 0; i < StoreThread.MOST_ROWS / 4; i++) {
            many.add(Rows.row("n1", NOON.plusMillis(i), 1));
        }
        for (int i = 0; i < 5; i++) {
            actor.tell(new AppendRows(many, appended.ref()));
        }
        assertThat(appended.receiveMessage()).isEqualTo(new NotStored("busy"));
        hold.countDown();
        for (int i = 0; i < 4; i++) {
            appended.receiveMessage(Duration.ofSeconds(20));
        }
        actor.tell(new AppendRows(many.subList(0, 1), appended.ref()));
        appended.expectMessage(new Stored());
    }

    @Test
    void oneBadAppendDoesNotRefuseTheOthersOfItsGroup() throws Exception {
        CountDownLatch hold = holdTheThread();
        var bad = new StoredDecision(SHOP, "shop-1-1", 1, new byte[0]);
        actor.tell(new AppendRows(List.of(Rows.row("n1", NOON, 1)), appended.ref()));
        actor.tell(new AppendDecisions(List.of(bad), appended.ref()));
        actor.tell(new AppendRows(List.of(Rows.row("n2", NOON, 1)), appended.ref()));
        hold.countDown();
        appended.expectMessage(new Stored());
        assertThat(appended.receiveMessage()).isInstanceOf(NotStored.class);
        appended.expectMessage(new Stored());
    }

    @Test
    void saysThatItClosesAndClosesTheStoreWhenItStops() throws Exception {
        kit.stop(actor);
        var late = new ArrayList<Appended>();
        store.append(List.of(), List.of(), late::add);
        assertThat(late).containsExactly(new NotStored("closing"));
        RocksSampleStore.open(directory, Rows.SMALL).close(); // nobody holds the lock
    }

    private CountDownLatch holdTheThread() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        store.execute(open -> {
            held.countDown();
            await(hold);
        });
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        return hold;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
