package io.flyball.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledMemberTest {
    private static final int ACKNOWLEDGED = 300;

    @Test
    void everyAcknowledgedWriteIsOnTheDiskOfAKilledMember(@TempDir Path disk) throws Exception {
        Set<String> acknowledged = writeAndKill(disk);
        Map<String, byte[]> stored = new HashMap<>();
        try (RocksControlTable table = RocksControlTable.open(disk.resolve("ddataReplicator"))) {
            table.verify();
            table.forEach(stored::put);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);
        assertThat(stored.keySet())
                .containsAll(acknowledged.stream().map(key -> "control/" + key).toList());
        Member again = Member.start(disk);
        again.join(again).awaitUp(1);
        for (String key : acknowledged) {
            assertThat(again.read(key)).isEqualTo(key.replace("policy/p", "v"));
        }
        again.kill();
    }

    private static Set<String> writeAndKill(Path disk) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriteUntilKilled.class.getName(),
                        disk.toString())
                .redirectErrorStream(true)
                .start();
        Set<String> acknowledged = new HashSet<>();
        try (BufferedReader lines = process.inputReader()) {
            String line;
            while (acknowledged.size() < ACKNOWLEDGED && (line = lines.readLine()) != null) {
                if (line.startsWith("acknowledged ")) {
                    acknowledged.add(line.substring("acknowledged ".length()));
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return acknowledged;
    }
}
