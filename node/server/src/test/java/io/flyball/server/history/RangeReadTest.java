package io.flyball.server.history;

import static io.flyball.server.history.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.history.SampleStore.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Range reads against a list of everything appended. */
class RangeReadTest {
    private static final Comparator<Row> ORDER =
            Comparator.<Row, Instant>comparing(row -> row.sample().at()).thenComparing(Row::node);

    @TempDir
    private static Path directory;

    private static RocksSampleStore store;

    @BeforeAll
    static void open() {
        store = RocksSampleStore.open(directory, Rows.SMALL);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.server.history.Rows#seeds")
    void readsWhatAListWouldGive(long seed) {
        var random = new SplittableRandom(seed);
        ServiceName service = new ServiceName("s" + seed);
        Map<String, Row> model = new HashMap<>();
        for (int batch = random.nextInt(1, 5); batch > 0; batch--) {
            List<Row> rows = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                Row row = someRow(service, random);
                rows.add(row);
                model.put(row.node() + "@" + row.sample().at(), row);
            }
            store.append(rows, List.of());
        }
        for (int i = 0; i < 10; i++) {
            Optional<NodeId> node = random.nextBoolean() ? Optional.empty() : Optional.of(someNode(random));
            Instant from = someTick(random);
            Instant to = someTick(random);
            List<Row> expected = model.values().stream()
                    .filter(row -> node.isEmpty() || node.get().equals(row.node()))
                    .filter(row -> !row.sample().at().isBefore(from)
                            && row.sample().at().isBefore(to))
                    .sorted(ORDER)
                    .toList();
            int limit = random.nextInt(1, 40);
            int bytes = random.nextInt(200, 4_000);
            assertThat(pages(service, node, from, to, limit, bytes)).containsExactlyElementsOf(expected);
        }
    }

    /** Goes on after the last tick, as a reader does; no page may be empty but the last. */
    private static List<Row> pages(
            ServiceName service, Optional<NodeId> node, Instant from, Instant to, int limit, int bytes) {
        List<Row> found = new ArrayList<>();
        Page page = store.read(service, node, from, to, limit, bytes);
        found.addAll(page.rows());
        while (page.truncated()) {
            assertThat(page.rows()).isNotEmpty();
            Instant last = page.rows().get(page.rows().size() - 1).sample().at();
            if (page.rows().get(0).sample().at().equals(last) && node.isEmpty()) {
                found.addAll(restOfTick(service, page.rows().get(page.rows().size() - 1), bytes));
            }
            page = store.read(service, node, last.plusMillis(1), to, limit, bytes);
            found.addAll(page.rows());
        }
        return found;
    }

    private static List<Row> restOfTick(ServiceName service, Row last, int bytes) {
        List<Row> found = new ArrayList<>();
        Page page = store.readTick(service, last.sample().at(), last.node().value(), bytes);
        found.addAll(page.rows());
        while (page.truncated()) {
            String after = found.get(found.size() - 1).node().value();
            page = store.readTick(service, last.sample().at(), after, bytes);
            found.addAll(page.rows());
        }
        return found;
    }

    private static Row someRow(ServiceName service, SplittableRandom random) {
        Instant at = someTick(random);
        NodeId node = someNode(random);
        // The value follows from the key, as a real row is never appended with two values.
        return Rows.row(
                service, node.value(), at, Rows.values(new SplittableRandom(at.hashCode() * 31L + node.hashCode())));
    }

    private static NodeId someNode(SplittableRandom random) {
        return new NodeId("n" + random.nextInt(12));
    }

    /** Few distinct ticks around the borders of three hours, so that nodes share them. */
    private static Instant someTick(SplittableRandom random) {
        return NOON.plusSeconds(3_600L * random.nextInt(3)).plusMillis(random.nextInt(-3, 4));
    }
}
