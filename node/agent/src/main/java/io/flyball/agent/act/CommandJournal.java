package io.flyball.agent.act;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line per command that this agent began to write into the JVM, for people and for proofs that none was written
 * twice: {@code time TAB term TAB owner TAB revision TAB set|try TAB knob=value,...}. Beside the state file, as
 * {@code <node>.commands.log}; at a mebibyte it becomes {@code .commands.log.1} and the one before that goes.
 */
final class CommandJournal {
    private static final long MOST_BYTES = 1 << 20;

    private final Path file;

    CommandJournal(Path directory, NodeId node) {
        this.file = directory.resolve(node.value() + ".commands.log");
    }

    void append(Instant at, Token token, long revision, boolean isTrial, List<Setting> all) throws IOException {
        if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        String settings = all.stream().map(CommandJournal::text).collect(Collectors.joining(","));
        String line = String.join(
                "\t",
                at.toString(),
                Long.toString(token.term()),
                token.owner(),
                Long.toString(revision),
                isTrial ? "try" : "set",
                settings);
        Files.writeString(
                file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String text(Setting setting) {
        return setting.knob() + "=" + setting.value();
    }
}
