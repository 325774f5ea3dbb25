package io.flyball.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recorded bytes, one message a line: name, hex. Rewritten only by {@code -Dflyball.golden=update}. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    static void assertMatches(String file, Map<String, byte[]> actual) {
        if ("update".equals(System.getProperty("flyball.golden"))) {
            write(file, actual);
        }
        assertThat(lines(actual))
                .as("bytes that older members and agents already speak (%s)", file)
                .containsExactlyElementsOf(lines(read(file)));
    }

    static Map<String, byte[]> read(String file) {
        try {
            Map<String, byte[]> found = new LinkedHashMap<>();
            for (String line : Files.readAllLines(FOLDER.resolve(file))) {
                String[] parts = line.split(" ", -1);
                found.put(parts[0], HexFormat.of().parseHex(parts[1]));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FOLDER.resolve(file), e);
        }
    }

    private static void write(String file, Map<String, byte[]> actual) {
        try {
            Files.write(FOLDER.resolve(file), lines(actual));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + FOLDER.resolve(file), e);
        }
    }

    private static List<String> lines(Map<String, byte[]> bytes) {
        List<String> lines = new ArrayList<>();
        bytes.forEach((name, value) -> lines.add(name + " " + HexFormat.of().formatHex(value)));
        return lines;
    }
}
