package io.flyball.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandJournalTest {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private static final Token PLANNER = new Token(3, "m1@aa");
    private static final List<Setting> SETTINGS =
            List.of(new Setting("tomcat.maxThreads", 8), new Setting("jvm.gc", 1));

    @TempDir
    Path directory;

    @Test
    void tellsTokenRevisionKindAndSettings() throws Exception {
        CommandJournal journal = new CommandJournal(directory, new NodeId("shop-1"));
        journal.append(AT, PLANNER, 7, true, SETTINGS);
        journal.append(AT, PLANNER, 8, false, SETTINGS);
        assertThat(Files.readAllLines(directory.resolve("shop-1.commands.log")))
                .containsExactly(
                        "2026-11-23T10:00:00Z\t3\tm1@aa\t7\ttry\ttomcat.maxThreads=8,jvm.gc=1",
                        "2026-11-23T10:00:00Z\t3\tm1@aa\t8\tset\ttomcat.maxThreads=8,jvm.gc=1");
    }

    @Test
    void staysWithinTwoMebibytes() throws Exception {
        CommandJournal journal = new CommandJournal(directory, new NodeId("shop-1"));
        Path file = directory.resolve("shop-1.commands.log");
        for (int i = 0; i < 3; i++) {
            Files.writeString(file, "x".repeat((1 << 20) + 1));
            journal.append(AT, PLANNER, i, false, SETTINGS);
            assertThat(Files.size(file)).isLessThan(200);
        }
        assertThat(Files.size(directory.resolve("shop-1.commands.log.1"))).isEqualTo((1 << 20) + 1);
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }
}
