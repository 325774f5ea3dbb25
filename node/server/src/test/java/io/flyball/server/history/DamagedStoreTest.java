package io.flyball.server.history;

import static io.flyball.server.history.Rows.NOON;
import static io.flyball.server.history.Rows.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.protocol.message.HistoryProtocol.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bits that rot: a damaged store says so, and never gives less than it has as if it were all. */
class DamagedStoreTest {
    /** Small blocks of memory, so that a few rows already make several files. */
    private static final StoreOptions TINY = new StoreOptions(64 << 10, 64 << 10, 0);

    @TempDir
    private Path directory;

    @Test
    void refusesALogThatIsDamagedInTheMiddleAndSaysWhatToDo() throws Exception {
        fill(400, Rows.SMALL);
        Path log = largest(".log");
        flip(log, Files.size(log) / 2);
        assertThatThrownBy(() -> RocksSampleStore.open(directory, Rows.SMALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot open history in " + directory)
                .hasMessageContaining("checksum mismatch")
                .hasMessageContaining("Move the directory away and start again");
    }

    @Test
    void takesALogWhoseLastWriteWasTorn() throws Exception {
        fill(400, Rows.SMALL);
        Path log = largest(".log");
        try (var channel = Files.newByteChannel(log, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(log) - 5);
        }
        try (RocksSampleStore store = RocksSampleStore.open(directory, Rows.SMALL)) {
            assertThat(read(store)).hasSize(399); // the torn one was never acknowledged
        }
    }

    @Test
    void aReadOverADamagedFileFailsInsteadOfEndingEarly() throws Exception {
        fill(2_000, TINY);
        RocksSampleStore.open(directory, TINY).close(); // what was in the log goes to a file
        Path file = largest(".sst");
        flip(file, Files.size(file) / 2);
        try (RocksSampleStore store = RocksSampleStore.open(directory, TINY)) {
            assertThatThrownBy(() -> read(store))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot read history in " + directory)
                    .hasMessageContaining("checksum mismatch");
        }
    }

    @Test
    void refusesAStoreOfAnotherFormat() throws Exception {
        fill(1, Rows.SMALL);
        try (RocksHandles handles = RocksHandles.open(directory, Rows.SMALL)) {
            handles.db.put(handles.meta(), "format".getBytes(StandardCharsets.US_ASCII), new byte[] {9});
        }
        assertThatThrownBy(() -> RocksSampleStore.open(directory, Rows.SMALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("format = 9: must be 1");
    }

    /** What a machine without power keeps; a killed process alone would not show the difference. */
    @Test
    void everyWriteIsSynced() throws Exception {
        try (RocksHandles handles = RocksHandles.open(directory, Rows.SMALL)) {
            assertThat(handles.synced.sync()).isTrue();
            assertThat(handles.synced.disableWAL()).isFalse();
        }
    }

    private void fill(int batches, StoreOptions options) {
        var random = new SplittableRandom(5);
        try (RocksSampleStore store = RocksSampleStore.open(directory, options)) {
            for (int i = 0; i < batches; i++) {
                store.append(List.of(Rows.row(SHOP, "n1", NOON.plusMillis(i), Rows.values(random))), List.of());
            }
        }
    }

    private static List<Row> read(SampleStore store) {
        return store.read(SHOP, Optional.empty(), NOON, NOON.plusSeconds(60), 10_000, 100 << 20)
                .rows();
    }

    private Path largest(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void flip(Path file, long position) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) position] ^= 1;
        Files.write(file, bytes);
    }
}
