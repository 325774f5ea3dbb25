package io.flyball.server.history;

import static io.flyball.server.history.Rows.NOON;
import static io.flyball.server.history.Rows.SHOP;
import static io.flyball.server.history.Rows.SMALL;
import static io.flyball.server.history.Rows.row;
import static io.flyball.server.history.Rows.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.history.SampleStore.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksSampleStoreTest {
    private static final int ANY_SIZE = 1 << 20;

    @TempDir
    private Path directory;

    private RocksSampleStore store;

    @BeforeEach
    void open() {
        store = RocksSampleStore.open(directory, SMALL);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsItsIdentityItsRowsAndItsNamesOverARestart() {
        String id = store.id();
        Row row = row(SHOP, "n1", NOON, Map.of("cpu", 0.5, "app.queue", 3.0));
        store.append(List.of(row), List.of());
        reopen();
        store.append(List.of(row(SHOP, "n1", NOON.plusSeconds(1), Map.of("threads", 9.0))), List.of());
        reopen();
        assertThat(store.id()).isEqualTo(id).hasSize(12);
        assertThat(all(SHOP).rows()).containsExactly(row, row(SHOP, "n1", NOON.plusSeconds(1), Map.of("threads", 9.0)));
    }

    @Test
    void theSameTickOfTheSameNodeIsOneRow() {
        store.append(List.of(row("n1", NOON, 0.5)), List.of());
        store.append(List.of(row("n1", NOON, 0.5), row("n1", NOON, 0.5)), List.of());
        assertThat(all(SHOP).rows()).containsExactly(row("n1", NOON, 0.5));
    }

    @Test
    void doesNotMixServicesOrNodesWhoseNamesBeginAlike() {
        ServiceName shopping = new ServiceName("shopping");
        store.append(
                List.of(
                        row("n1", NOON, 1),
                        row("n10", NOON, 2),
                        row(shopping, "n1", NOON, Map.of("cpu", 3.0)),
                        row("n1", NOON.plus(Duration.ofHours(1)), 4)),
                List.of());
        assertThat(all(SHOP).rows())
                .extracting(row -> row.sample().value("cpu").orElseThrow())
                .containsExactly(1.0, 2.0, 4.0);
        Page one = store.read(
                SHOP, Optional.of(new NodeId("n1")), Instant.EPOCH, NOON.plus(Duration.ofDays(1)), 10, ANY_SIZE);
        assertThat(one.rows())
                .extracting(row -> row.sample().value("cpu").orElseThrow())
                .containsExactly(1.0, 4.0);
    }

    @Test
    void aPageEndsAtAWholeTick() {
        List<Row> rows = new ArrayList<>();
        for (int tick = 0; tick < 3; tick++) {
            for (String node : List.of("a", "b", "c")) {
                rows.add(row(node, NOON.plusSeconds(tick), tick));
            }
        }
        store.append(rows, List.of());
        Page page = store.read(SHOP, Optional.empty(), NOON, NOON.plusSeconds(9), 4, ANY_SIZE);
        assertThat(page.truncated()).isTrue();
        assertThat(page.rows()).containsExactlyElementsOf(rows.subList(0, 3));
        assertThat(store.read(SHOP, Optional.empty(), NOON, NOON.plusSeconds(9), 9, ANY_SIZE)
                        .truncated())
                .isFalse();
    }

    @Test
    void aTickTooLargeForOneAnswerIsReadInParts() {
        List<Row> rows = new ArrayList<>();
        for (int node = 0; node < 100; node++) {
            rows.add(row("n%03d".formatted(node), NOON, node));
        }
        store.append(rows, List.of());
        int bytes = RowSize.of(rows.get(0)) * 30;
        Page page = store.read(SHOP, Optional.empty(), NOON, NOON.plusSeconds(1), 1_000, bytes);
        List<Row> found = new ArrayList<>(page.rows());
        while (page.truncated()) {
            page = store.readTick(SHOP, NOON, found.get(found.size() - 1).node().value(), bytes);
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(30);
            found.addAll(page.rows());
        }
        assertThat(found).containsExactlyElementsOf(rows);
    }

    @Test
    void dropsWholeHoursThatAreTooOldAndOldDecisions() {
        Instant old = NOON.minus(Duration.ofHours(3));
        store.append(
                List.of(row("n1", old, 1), row("n1", NOON.minusMillis(1), 2), row("n1", NOON, 3)),
                List.of(stored(SHOP, 1, old, 1), stored(SHOP, 2, NOON, 1)));
        store.dropBefore(NOON.plus(Duration.ofMinutes(30)).minus(Duration.ofHours(1)));
        assertThat(all(SHOP).rows()).extracting(row -> row.sample().at()).containsExactly(NOON.minusMillis(1), NOON);
        assertThat(store.decision("shop-1-1")).isEmpty();
        assertThat(decisions(Optional.empty())).extracting(StoredDecision::id).containsExactly("shop-1-2");
        reopen();
        assertThat(all(SHOP).rows()).hasSize(2);
    }

    @Test
    void keepsTheHighestVersionOfADecisionInWhateverOrderTheyCome() {
        store.append(List.of(), List.of(stored(SHOP, 1, NOON, 2), stored(SHOP, 1, NOON, 3)));
        store.append(List.of(), List.of(stored(SHOP, 1, NOON.plusSeconds(5), 1)));
        assertThat(decisions(Optional.empty())).singleElement().satisfies(decision -> {
            assertThat(decision.version()).isEqualTo(3);
            assertThat(DecisionJson.read(decision.json()).to()).isEqualTo("version 3");
        });
    }

    @Test
    void givesDecisionsNewestFirstAndByTheirNumberWithinATick() {
        ServiceName cart = new ServiceName("cart");
        for (int number = 8; number <= 11; number++) {
            store.append(List.of(), List.of(stored(SHOP, number, NOON, 1)));
        }
        store.append(
                List.of(), List.of(stored(cart, 1, NOON.plusSeconds(1), 1), stored(SHOP, 7, NOON.minusSeconds(1), 1)));
        assertThat(decisions(Optional.empty()))
                .extracting(StoredDecision::id)
                .containsExactly("cart-1-1", "shop-1-11", "shop-1-10", "shop-1-9", "shop-1-8", "shop-1-7");
        assertThat(decisions(Optional.of(SHOP))).hasSize(5);
        var after = Optional.of(DecisionPosition.of(stored(SHOP, 9, NOON, 1)));
        assertThat(store.decisions(Optional.of(SHOP), after, 1, ANY_SIZE))
                .extracting(StoredDecision::id)
                .containsExactly("shop-1-8");
    }

    @Test
    void aBadDecisionChangesNothing() {
        var bad = new StoredDecision(SHOP, "shop-1-1", 1, new byte[] {'{', '}'});
        assertThatThrownBy(() -> store.append(List.of(row("n1", NOON, 1)), List.of(bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have a time in 'at'");
        assertThat(all(SHOP).rows()).isEmpty();
    }

    @Test
    void refusesTicksThatNoClockShows() {
        assertThatThrownBy(() -> store.append(List.of(row("n1", Instant.EPOCH.minusMillis(1), 1)), List.of()))
                .hasMessage("tick = 1969-12-31T23:59:59.999Z: must be between 1970 and 9999");
    }

    @Test
    void refusesAStoreThatIsInUse() {
        assertThatThrownBy(() -> RocksSampleStore.open(directory, SMALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot open history in " + directory)
                .hasMessageContaining("check that no other member uses it");
    }

    private Page all(ServiceName service) {
        return store.read(service, Optional.empty(), Instant.EPOCH, NOON.plus(Duration.ofDays(9)), 10_000, ANY_SIZE);
    }

    private List<StoredDecision> decisions(Optional<ServiceName> service) {
        return store.decisions(service, Optional.empty(), 100, ANY_SIZE);
    }

    private void reopen() {
        store.close();
        open();
    }
}
