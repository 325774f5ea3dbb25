package io.flyball.agent.instances;

import io.flyball.protocol.model.ServiceName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code instances/<service>.state} and {@code endpoints/<service>.json}: replaced as a whole, never half written. */
final class InstanceFiles {
    private final Path state;
    private final Path endpoints;

    InstanceFiles(Path data, ServiceName service) {
        this.state = data.resolve("instances").resolve(service + ".state");
        this.endpoints = data.resolve("endpoints").resolve(service + ".json");
    }

    /**
     * @return empty when there never was one
     * @throws IOException when it cannot be read or understood; then nothing may be started or stopped
     */
    Optional<SavedInstances> read() throws IOException {
        try {
            return Optional.of(SavedInstances.decode(Files.readString(state)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException(state + ": " + e.getMessage() + "; repair it, or remove it to begin anew", e);
        }
    }

    void save(SavedInstances saved) throws IOException {
        replace(state, saved.encode());
    }

    /** The form that Prometheus reads as file_sd, and any other discovery easily. */
    void publish(Map<String, Integer> ports) throws IOException {
        String targets = ports.entrySet().stream()
                .map(each -> "{\"targets\":[\"127.0.0.1:" + each.getValue() + "\"],\"labels\":{\"node\":\""
                        + each.getKey() + "\"}}")
                .collect(Collectors.joining(",", "[", "]\n"));
        replace(endpoints, targets);
    }

    Path state() {
        return state;
    }

    Path endpoints() {
        return endpoints;
    }

    private static void replace(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
