package io.flyball.agent.act;

import io.flyball.protocol.model.NodeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file of one node. After {@link #write} returns, the new content survives a power cut; a crash in the middle
 * leaves the old one.
 */
final class StateFile {
    private static final long MOST_BYTES = 1 << 20;

    private final Path directory;
    private final Path file;

    StateFile(Path directory, NodeId node) {
        this.directory = directory;
        this.file = directory.resolve(node.value() + ".state");
    }

    /** Empty when nothing was ever stored. */
    Optional<String> read() throws IOException, UnreadableStateException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new UnreadableStateException(file + ": must be at most " + MOST_BYTES + " bytes");
        }
        return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    void write(String text) throws IOException {
        Files.createDirectories(directory);
        Path fresh = directory.resolve(file.getFileName() + ".new");
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(directory);
    }

    /** Keeps an unreadable file for people to look at. */
    Path setAside() throws IOException {
        Path aside = directory.resolve(file.getFileName() + ".unreadable");
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(directory);
        return aside;
    }

    /** The rename itself is durable only when the directory is. */
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
