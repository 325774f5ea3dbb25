package io.flyball.server.member;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A member's own directory, locked as long as it runs:
 *
 * <pre>
 * lock      held by the running process
 * name      of the member
 * members   addresses of the other members, one per line, as last seen
 * control/  history/
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    public static DataDirectory open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartException(
                        StartException.DATA_IN_USE,
                        "data directory " + path + " is in use by another server; choose another one with --data",
                        null);
            }
            return new DataDirectory(path, channel, lock);
        } catch (IOException e) {
            throw new StartException(
                    StartException.FAILED, "cannot use data directory " + path + ": " + e.getMessage(), e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** The given name, else the one of earlier starts, else {@code otherwise}; kept for later starts. */
    public String name(Optional<String> given, String otherwise) {
        String name = given.or(() -> readLines("name").stream().findFirst()).orElse(otherwise);
        write("name", List.of(name));
        return name;
    }

    /** Addresses of members as last seen, without this one. */
    public List<String> members() {
        return readLines("members");
    }

    public void remember(List<String> members) {
        write("members", members);
    }

    private List<String> readLines(String file) {
        try {
            return Files.readAllLines(path.resolve(file), StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            return List.of(); // the first start, or a lost file: both mean that nothing is known
        }
    }

    private void write(String file, List<String> lines) {
        try {
            Path fresh = path.resolve(file + ".new");
            Files.write(fresh, lines, StandardCharsets.UTF_8);
            Files.move(fresh, path.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StartException(
                    StartException.FAILED, "cannot write " + path.resolve(file) + ": " + e.getMessage(), e);
        }
    }

    /** May be closed twice. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                lock.release();
                channel.close();
            }
        } catch (IOException e) {
            throw new StartException(StartException.FAILED, "cannot release " + path, e);
        }
    }
}
