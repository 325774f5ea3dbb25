package io.flyball.simulator.demo.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The policies that come with the demo. */
enum PolicyFile {
    GOOD("policy.yaml"),
    BAD("bad-policy.yaml");

    private final String file;

    PolicyFile(String file) {
        this.file = file;
    }

    String text() {
        try (InputStream in = PolicyFile.class.getResourceAsStream("/io/flyball/simulator/demo/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
