package io.flyball.simulator.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionsTest {
    @TempDir
    Path data;

    @Test
    void readsTheJournalOfEachNodeAndSkipsALineCutShort() throws Exception {
        Path nodes = Files.createDirectory(data.resolve("nodes"));
        Files.writeString(
                nodes.resolve("shop-1.commands.log"),
                "2026-11-23T10:00:00Z\t3\tm1@aa\t7\ttry\ttomcat.maxThreads=8\n2026-11-23T10:00:09Z\t3\tm1");
        Files.writeString(nodes.resolve("shop-1.state"), "not a journal\n");
        assertThat(Executions.read(data)).containsExactly(new Execution("shop-1", 3, 7, "try"));
    }

    @Test
    void anAgentThatExecutedNothingHasNoJournal() {
        assertThat(Executions.read(data)).isEmpty();
    }
}
