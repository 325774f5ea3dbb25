package io.flyball.policy.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Policies as texts and files. */
public final class Documents {
    private Documents() {}

    /** The sources of the project, wherever the tests run. */
    public static Path project() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("policies/pom.xml"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("the tests must run within the project");
        }
        return here;
    }

    public static String file(String path) {
        try {
            return Files.readString(project().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Object tree(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    /** A policy of service shop with this under {@code spec}. */
    public static Map<String, Object> document(Map<String, Object> spec) {
        Map<String, Object> whole = new HashMap<>(spec);
        whole.putIfAbsent("selector", Map.of("service", "shop"));
        return Map.of("apiVersion", "flyball/v1", "kind", "Policy", "metadata", Map.of("name", "shop"), "spec", whole);
    }

    /** The same with the text of {@code spec} in YAML. */
    @SuppressWarnings("unchecked")
    public static PolicyReader.Result read(String spec) {
        return PolicyReader.read(document((Map<String, Object>) tree(spec)));
    }

    public static Policy policy(String spec) {
        PolicyReader.Result result = read(spec);
        return result.policy().orElseThrow(() -> new AssertionError(result.problems()));
    }
}
