package io.flyball.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksControlTableTest {
    private static final int ENTRIES = 200;

    @TempDir
    Path directory;

    @BeforeEach
    void fill() throws IOException {
        try (RocksControlTable table = RocksControlTable.open(directory.resolve("table"))) {
            for (int number = 0; number < ENTRIES; number++) {
                table.put(Map.of("key" + number, ("value" + number).repeat(20).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (RocksControlTable table = RocksControlTable.open(directory.resolve("table"))) {
            table.forEach(found::put);
        }
        return found;
    }

    /** RocksDB flushes nothing at close, so everything is in the newest log with entries. */
    private Path log() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("table"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max((one, other) ->
                            Long.compare(one.toFile().length(), other.toFile().length()))
                    .orElseThrow();
        }
    }

    @Test
    void keepsWhatWasPut() throws IOException {
        assertThat(entries()).hasSize(ENTRIES);
        ControlFiles.verify(directory);
    }

    @Test
    void cutsOffATornEndOfTheLog() throws IOException {
        try (FileChannel channel = FileChannel.open(log(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 10);
        }
        assertThat(entries()).hasSize(ENTRIES - 1);
    }

    @Test
    void refusesADamagedLogInsteadOfForgettingWhatFollows() throws IOException {
        byte[] bytes = Files.readAllBytes(log());
        bytes[bytes.length / 2] ^= 1;
        Files.write(log(), bytes);
        assertThatThrownBy(() -> ControlFiles.verify(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot open control state");
    }

    @Test
    void aMissingDirectoryIsAFreshMember() throws IOException {
        ControlFiles.verify(directory.resolve("nothing"));
    }
}
