package io.flyball.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The control state on this member's disk, seen from outside the cluster. */
public final class ControlFiles {
    private ControlFiles() {}

    /**
     * Reads everything once, so that damage is told before the member joins.
     *
     * @param directory the member's {@code control} directory; may be missing
     */
    public static void verify(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> tables;
        try (Stream<Path> entries = Files.list(directory)) {
            tables = entries.filter(Files::isDirectory).toList();
        }
        for (Path each : tables) {
            try (RocksControlTable table = RocksControlTable.open(each)) {
                table.verify();
            }
        }
    }
}
