package io.flyball.simulator.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadLogTest {
    @TempDir
    Path directory;

    @Test
    void aSecondIsReadBackAsItWasWritten() throws Exception {
        try (LoadLog log = new LoadLog(directory, DayShape.demo(Duration.ofMinutes(4)), () -> 1_700_000_000_123L)) {
            for (int i = 1; i <= 100; i++) {
                log.offered();
                log.completed(0, 0, i * 1_000_000L);
            }
            log.offered();
            log.failed(0, "shop-1", "closed by\tthe server");
            log.offered();
            log.shed();
            log.retried();
            log.secondEnded(120, 4, 17);
            log.secondEnded(121, 4, 0);
        }
        List<LoadSecond> seconds = Files.readAllLines(directory.resolve("load.tsv")).stream()
                .skip(1)
                .map(LoadSecond::parse)
                .toList();
        LoadSecond first = seconds.get(0);
        assertThat(first.second()).isEqualTo(120);
        assertThat(first.endEpochMillis()).isEqualTo(1_700_000_000_123L);
        assertThat(first.phase()).isEqualTo("peak");
        assertThat(first.rate()).isEqualTo(1_400);
        assertThat(List.of(first.offered(), first.completed(), first.failed(), first.shed(), first.retried()))
                .containsExactly(102L, 100L, 1L, 1L, 1L);
        assertThat(first.backlog()).isEqualTo(17);
        assertThat(first.p50Millis()).isBetween(49.5, 51.0);
        assertThat(first.p99Millis()).isBetween(98.0, 100.0);
        assertThat(seconds.get(1).completed()).as("a new second begins at zero").isZero();
        assertThat(Files.readAllLines(directory.resolve("failures.tsv")))
                .containsExactly("epochMillis\tnode\treason", "1700000000123\tshop-1\tclosed by the server");
    }
}
