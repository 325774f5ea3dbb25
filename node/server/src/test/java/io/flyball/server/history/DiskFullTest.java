package io.flyball.server.history;

import static io.flyball.server.history.Rows.NOON;
import static io.flyball.server.history.Rows.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flyball.protocol.message.HistoryProtocol.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of 8 MB that really fills up; needs root for the mount, and is skipped without. */
class DiskFullTest {
    private static final StoreOptions NO_RESERVE = new StoreOptions(512 << 10, 1 << 20, 0);
    private static final StoreOptions RESERVE = new StoreOptions(512 << 10, 1 << 20, 2 << 20);

    @TempDir
    private Path directory;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", directory.toString());
        assumeTrue(mounted, "cannot mount a small file system (not root?)");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", directory.toString());
        }
    }

    @Test
    void stopsAcknowledgingBeforeAnythingIsLostAndGoesOnByItselfWhenThereIsRoom() throws Exception {
        Path ballast = directory.resolve("ballast");
        Files.write(ballast, new byte[4 << 20]);
        try (RocksSampleStore store = RocksSampleStore.open(directory.resolve("history"), NO_RESERVE)) {
            List<Row> acknowledged = fillUp(store);
            assertThat(acknowledged).hasSizeGreaterThan(1_000);
            assertThat(readAll(store).equals(acknowledged)).isTrue(); // thousands: no comparison that explains itself
            store.recover();
            assertThatThrownBy(() -> store.append(List.of(extra()), List.of())).isInstanceOf(NoRoomException.class);
            assertThat(readAll(store)).hasSize(acknowledged.size());

            Files.delete(ballast);
            store.recover();
            store.append(List.of(extra()), List.of());
            List<Row> expected = new ArrayList<>(acknowledged);
            expected.add(extra());
            assertThat(readAll(store).equals(expected)).isTrue();
        }
        try (RocksSampleStore store = RocksSampleStore.open(directory.resolve("history"), NO_RESERVE)) {
            assertThat(readAll(store)).contains(extra());
        }
    }

    @Test
    void withAReserveItRefusesBeforeTheDiskIsFullAndNeedsNothingToGoOn() throws Exception {
        Path ballast = directory.resolve("ballast");
        Files.write(ballast, new byte[2 << 20]);
        try (RocksSampleStore store = RocksSampleStore.open(directory.resolve("history"), RESERVE)) {
            List<Row> acknowledged = fillUp(store);
            assertThat(Files.getFileStore(directory).getUsableSpace()).isGreaterThan(1 << 20);
            Files.delete(ballast);
            store.append(List.of(extra()), List.of());
            assertThat(readAll(store)).hasSize(acknowledged.size() + 1);
        }
    }

    private static List<Row> fillUp(SampleStore store) {
        var random = new SplittableRandom(3);
        List<Row> acknowledged = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000_000; i++) {
                List<Row> batch = new ArrayList<>();
                for (int n = 0; n < 20; n++) {
                    Instant at = NOON.plusMillis(i);
                    batch.add(Rows.row(SHOP, "n%02d".formatted(n), at, Rows.values(random)));
                }
                store.append(batch, List.of());
                acknowledged.addAll(batch);
            }
        } catch (NoRoomException e) {
            assertThat(e).hasMessageContaining("room for history in");
            return acknowledged;
        }
        throw new AssertionError("a file system of 8 MB took everything");
    }

    private static Row extra() {
        return Rows.row("later", NOON.plusSeconds(3_000), 1);
    }

    private static List<Row> readAll(SampleStore store) {
        return store.read(SHOP, Optional.empty(), NOON, NOON.plusSeconds(3_600), 1_000_000, 1 << 30)
                .rows();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
