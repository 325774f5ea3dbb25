package io.flyball.policy.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * Files of cases from other systems' own tests. They are no part of this project: the file is named by a system
 * property, else looked for beside the project; without it the tests are reported as skipped.
 */
public final class Cases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Cases() {}

    /** The file's content, or the test is skipped. */
    public static JsonNode read(String property, String name) {
        Path file = file(property, "conformance/" + name);
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** A test of one case; what fails says which, since reports number the tests of a factory only. */
    public static DynamicTest dynamicTest(String id, Executable check) {
        return DynamicTest.dynamicTest(id, () -> {
            try {
                check.execute();
            } catch (AssertionError e) {
                throw new AssertionError(id + ": " + e.getMessage(), e);
            }
        });
    }

    /** A file or folder beside the project, e.g. {@code data/nab}, or the test is skipped. */
    public static Path file(String property, String pathInShared) {
        String named = System.getProperty(property);
        Path file =
                named != null ? Path.of(named) : Path.of("..", "..", "shared").resolve(pathInShared);
        assumeTrue(Files.exists(file), () -> file + " is absent: set -D" + property + "=FILE");
        return file;
    }
}
