package io.flyball.simulator.demo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the demo's processes keep what they write. */
record Layout(Path root) {
    static Layout in(DemoOptions options) {
        try {
            if (options.data() == null) {
                return new Layout(Files.createTempDirectory("flyball-demo-"));
            }
            Path root = Files.createDirectories(options.data().toAbsolutePath().normalize());
            try (var entries = Files.list(root)) {
                if (entries.findAny().isPresent()) {
                    throw new IllegalArgumentException(
                            "--data = " + root + ": must be an empty directory or a new one");
                }
            }
            return new Layout(root);
        } catch (IOException e) {
            throw new DemoException("cannot use the data directory: " + e.getMessage(), e);
        }
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path member(String name) {
        return root.resolve(name);
    }

    Path agent() {
        return root.resolve("agent");
    }

    Path agentConfig() {
        return root.resolve("agent.conf");
    }

    Path endpoints() {
        return agent().resolve("endpoints").resolve("shop.json");
    }

    Path load() {
        return root.resolve("load");
    }
}
