package io.flyball.simulator.demo.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The agent's {@code endpoints/<service>.json}, which is Prometheus' file_sd form; it is replaced as a whole. */
public final class Endpoints {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private byte[] last = {};

    public Endpoints(Path file) {
        this.file = file;
    }

    /** The targets where the file changed since the last call; a file that is absent or not whole changes nothing. */
    public Optional<List<Target>> changed() {
        try {
            byte[] content = Files.readAllBytes(file);
            if (Arrays.equals(content, last)) {
                return Optional.empty();
            }
            List<Target> targets = parse(content);
            last = content;
            return Optional.of(targets);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("cannot read " + file + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    static List<Target> parse(byte[] content) throws IOException {
        List<Target> targets = new ArrayList<>();
        for (JsonNode group : JSON.readTree(content)) {
            for (JsonNode address : group.path("targets")) {
                targets.add(target(group.path("labels").path("node").asText(""), address.asText()));
            }
        }
        return targets;
    }

    private static Target target(String node, String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("target = " + address + ": must be HOST:PORT");
        }
        int port = Integer.parseInt(address.substring(colon + 1));
        return new Target(node.isEmpty() ? address : node, address.substring(0, colon), port);
    }
}
