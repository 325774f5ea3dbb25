package io.flyball.simulator.controller;

import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The policy that virtual services have where none is given: {@code default-policy.yaml}. */
public final class DefaultPolicy {
    private static final String FILE = "default-policy.yaml";

    private DefaultPolicy() {}

    public static String text() {
        try (InputStream in = DefaultPolicy.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Policy policy() {
        Object tree = new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromString(text());
        return PolicyReader.read(tree).policy().orElseThrow();
    }
}
