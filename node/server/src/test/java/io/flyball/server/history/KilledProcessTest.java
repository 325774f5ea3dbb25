package io.flyball.server.history;

import static io.flyball.server.history.Rows.NOON;
import static io.flyball.server.history.Rows.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.HistoryProtocol.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that appends as fast as it can is killed with SIGKILL; nothing it had acknowledged may be missing. */
class KilledProcessTest {
    private static final int ROUNDS = 4;

    @TempDir
    private Path directory;

    @Test
    void whatWasAcknowledgedIsThereAfterKillMinus9() throws Exception {
        var random = new SplittableRandom(7);
        Set<Integer> acknowledged = new TreeSet<>();
        int next = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Set<Integer> now = appendAndKill(next, random.nextInt(20, 400));
            assertThat(now).isNotEmpty();
            acknowledged.addAll(now);
            next = now.stream().mapToInt(Integer::intValue).max().orElseThrow() + 1;
            try (RocksSampleStore store = RocksSampleStore.open(directory, Rows.SMALL)) {
                acknowledged.forEach(batch -> assertThat(read(store, batch))
                        .as("batch %d of %d", batch, acknowledged.size())
                        .isEqualTo(expected(batch)));
            }
        }
    }

    @Test
    void whatIsSentAgainAfterACrashIsThereOnce() throws Exception {
        Set<Integer> acknowledged = appendAndKill(0, 50);
        try (RocksSampleStore store = RocksSampleStore.open(directory, Rows.SMALL)) {
            for (int batch = 0; batch < acknowledged.size() + 20; batch++) { // some of these were never acknowledged
                store.append(AppendUntilKilled.rows(batch), List.of());
                assertThat(read(store, batch)).isEqualTo(expected(batch));
            }
        }
    }

    private Set<Integer> appendAndKill(int first, int batches) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendUntilKilled.class.getName(),
                        directory.toString(),
                        Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<Integer> acknowledged = new TreeSet<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged.add(Integer.parseInt(line));
                if (acknowledged.size() == batches) {
                    process.toHandle().destroyForcibly(); // unlike Process' own, leaves the pipe readable to its end
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return acknowledged;
    }

    private static List<Row> read(SampleStore store, int batch) {
        return store.read(SHOP, Optional.empty(), NOON.plusMillis(batch), NOON.plusMillis(batch + 1), 1_000, 1 << 20)
                .rows();
    }

    private static List<Row> expected(int batch) {
        return AppendUntilKilled.rows(batch).stream()
                .sorted(Comparator.comparing(Row::node))
                .toList();
    }
}
