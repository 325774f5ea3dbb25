package io.flyball.server.history;

import static io.flyball.server.history.Rows.NOON;
import static io.flyball.server.history.Rows.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flyball.protocol.message.HistoryProtocol.DecisionsFound;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.history.Members.Member;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real clusters of up to three members in this process. */
class ReplicatedHistoryTest {
    private static final int LIMIT = 100_000;

    @TempDir
    private Path directory;

    @Test
    void oneMemberAloneKeepsOneCopy() throws Exception {
        try (Members members = new Members(directory, 2)) {
            Member only = members.start("m1");
            List<Row> rows = rows(0, 50);
            get(only.history().append(rows));
            assertThat(readAll(only)).isEqualTo(new RowsFound(sorted(rows), false, ""));
        }
    }

    @Test
    void everyAcknowledgedRowIsOnTwoDisks() throws Exception {
        List<Row> rows = rows(0, 40);
        List<Path> stores = new ArrayList<>();
        try (Members members = new Members(directory, 2)) {
            for (String name : List.of("m1", "m2", "m3")) {
                stores.add(members.start(name).directory());
            }
            get(members.start("m4").history().append(rows));
            stores.add(directory.resolve("m4"));
        }
        List<Row> onDisks = new ArrayList<>();
        for (Path store : stores) {
            onDisks.addAll(onDisk(store));
        }
        assertThat(onDisks).hasSize(2 * rows.size());
        assertThat(new HashSet<>(onDisks)).hasSize(rows.size());
    }

    @Test
    void aKilledMemberStopsNothingAndLosesNothing() throws Exception {
        try (Members members = new Members(directory, 2)) {
            Member first = members.start("m1");
            Member second = members.start("m2");
            Member third = members.start("m3");
            List<Row> acknowledged = new ArrayList<>(rows(0, 20));
            get(second.history().append(acknowledged));

            members.kill(first);
            for (int batch = 1; batch < 6; batch++) { // the first ones before anybody noticed
                List<Row> rows = rows(batch, 20);
                get(second.history().append(rows));
                acknowledged.addAll(rows);
            }
            RowsFound found = readAll(third);
            assertThat(found.rows()).isEqualTo(sorted(acknowledged));
            assertThat(found.problem()).startsWith("partial: store ");

            // It comes back with its disk: what went to stand-ins meanwhile is found from everywhere.
            Member again = members.start("m1");
            assertThat(readAll(again)).isEqualTo(new RowsFound(sorted(acknowledged), false, ""));
        }
    }

    @Test
    void aMemberLeftAloneByTwoOthersDoesNotAcknowledgeOneCopy() throws Exception {
        try (Members members = new Members(directory, 2)) {
            Member first = members.start("m1");
            Member second = members.start("m2");
            Member third = members.start("m3");
            List<Row> acknowledged = rows(0, 20);
            get(first.history().append(acknowledged));
            members.kill(second);
            members.kill(third);
            members.control.majority(false);
            assertThatThrownBy(() -> get(first.history().append(rows(1, 20))))
                    .hasMessageContaining("copies = 1: must be at least 2");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> first.history().placement().live().size() == 1);
            assertThatThrownBy(() -> get(first.history().append(rows(2, 20))))
                    .hasMessageContaining("must be at least 2");
            assertThat(readAll(first).problem()).contains("is not reachable");

            members.control.majority(true);
            members.start("m2");
            get(first.history().append(rows(3, 20)));
        }
    }

    /** Shows that the tests above would notice: with one copy the rows of a lost disk are gone. */
    @Test
    void withOneCopyALostDiskLosesRows() throws Exception {
        List<Row> rows = rows(0, 40);
        try (Members members = new Members(directory, 1)) {
            Member first = members.start("m1");
            Member second = members.start("m2");
            get(first.history().append(rows));
            assertThat(readAll(second).rows()).hasSize(rows.size());
            members.kill(first);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> second.history().placement().live().size() == 1);
            assertThat(readAll(second).rows()).hasSizeLessThan(rows.size());
        }
    }

    @Test
    void largeAppendsAndReadsAreCutIntoMessagesThatFit() throws Exception {
        try (Members members = new Members(directory, 2)) {
            Member first = members.start("m1");
            Member second = members.start("m2");
            List<Row> rows = rows(0, 3_000); // all at one tick: more than one message holds
            rows.addAll(rows(1, 3_000));
            get(first.history().append(rows));
            for (Member member : List.of(first, second)) {
                assertThat(readAll(member).rows().equals(sorted(rows))).isTrue();
                RowsFound cut = get(member.history().read(SHOP, Optional.empty(), NOON, NOON.plusSeconds(9), 10));
                assertThat(cut.rows()).hasSize(3_000); // the whole tick
                assertThat(cut.truncated()).isTrue();
            }
            RowsFound one =
                    get(first.history().read(SHOP, Optional.of(new NodeId("n7")), NOON, NOON.plusSeconds(9), LIMIT));
            assertThat(one.rows()).hasSize(2);
        }
    }

    @Test
    void decisionsAreToldAtOnceAndReadNewestFirstFromEveryMember() throws Exception {
        ServiceName cart = new ServiceName("cart");
        try (Members members = new Members(directory, 2)) {
            Member first = members.start("m1");
            Member second = members.start("m2");
            Queue<StoredDecision> live = new ConcurrentLinkedQueue<>();
            ActorRef<StoredDecision> watcher = second.system()
                    .systemActorOf(
                            Behaviors.receiveMessage(decision -> {
                                live.add(decision);
                                return Behaviors.same();
                            }),
                            "watcher",
                            Props.empty());
            ActorRef<Topic.Command<StoredDecision>> topic = second.system()
                    .systemActorOf(Topic.create(StoredDecision.class, DecisionOutbox.TOPIC), "watch", Props.empty());
            topic.tell(Topic.subscribe(watcher));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                first.history().remember(Rows.decision(SHOP, 1, NOON, "8"), 1);
                return !live.isEmpty();
            });
            for (int number = 2; number <= 300; number++) {
                ServiceName service = number % 2 == 0 ? SHOP : cart;
                first.history().remember(Rows.decision(service, number, NOON.plusSeconds(number / 3), "8"), 1);
            }
            second.history().remember(Rows.decision(SHOP, 300, NOON.plusSeconds(100), "measured"), 2);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(decisions(second, Optional.empty(), 1_000)).hasSize(300);
                assertThat(get(first.history().decision("shop-1-300"))
                                .orElseThrow()
                                .version())
                        .isEqualTo(2);
            });

            List<StoredDecision> all = decisions(second, Optional.empty(), 1_000);
            assertThat(all).extracting(DecisionPosition::of).isSorted();
            assertThat(DecisionJson.read(all.get(0).json()).to()).isEqualTo("measured");
            List<StoredDecision> pages = new ArrayList<>(decisions(first, Optional.empty(), 70));
            while (pages.size() < 300) {
                String last = pages.get(pages.size() - 1).id();
                pages.addAll(decisions(first, Optional.of(last), 70));
            }
            assertThat(pages)
                    .extracting(StoredDecision::id)
                    .containsExactlyElementsOf(
                            all.stream().map(StoredDecision::id).toList());
            assertThat(get(first.history().decision("shop-1-9999"))).isEmpty();
            DecisionsFound unknown = get(first.history().decisions(Optional.empty(), Optional.of("shop-1-9999"), 5));
            assertThat(unknown.problem()).isEqualTo("decision shop-1-9999 is not known");
        }
    }

    @Test
    void refusesAtOnceWhatNoStoreWouldTake() throws Exception {
        try (Members members = new Members(directory, 2)) {
            Member only = members.start("m1");
            Row broken = Rows.row("n1", NOON.plus(Duration.ofDays(4_000_000)), 1);
            assertThatThrownBy(() -> get(only.history().append(List.of(broken))))
                    .hasMessageContaining("must be between 1970 and 9999");
        }
    }

    private static List<Row> rows(int tick, int nodes) {
        var random = new SplittableRandom(tick);
        List<Row> rows = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            rows.add(Rows.row(SHOP, "n" + node, NOON.plusSeconds(tick), Rows.values(random)));
        }
        return rows;
    }

    private static List<Row> sorted(List<Row> rows) {
        return RowMerge.merge(List.of(new RowsFound(rows, false, ""))).rows();
    }

    private static RowsFound readAll(Member member) throws Exception {
        return get(member.history().read(SHOP, Optional.empty(), NOON, NOON.plusSeconds(60), LIMIT));
    }

    private static List<StoredDecision> decisions(Member member, Optional<String> before, int limit) throws Exception {
        return get(member.history().decisions(Optional.empty(), before, limit)).decisions();
    }

    private static List<Row> onDisk(Path store) {
        try (RocksSampleStore opened = RocksSampleStore.open(store, Rows.SMALL)) {
            return opened.read(SHOP, Optional.empty(), NOON, NOON.plusSeconds(60), LIMIT, 1 << 30)
                    .rows();
        }
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }
}
