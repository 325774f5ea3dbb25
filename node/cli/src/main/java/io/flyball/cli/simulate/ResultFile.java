package io.flyball.cli.simulate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flyball.cli.CliException;
import io.flyball.cli.ExitCodes;
import io.flyball.cli.series.WrongFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.stream.Stream;

/** Writes results to files: beside their place first, so that an interrupted run leaves no half of one. */
final class ResultFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultFile() {}

    /** What writes into a file. */
    interface Writing {
        void into(Writer file) throws IOException;
    }

    /** An array, one element per line. */
    static void write(Path file, Stream<JsonNode> elements) {
        write(file, out -> {
            Iterator<JsonNode> each = elements.iterator();
            String before = "[\n";
            try (JsonGenerator generator = JSON.getFactory().createGenerator(out)) {
                generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                while (each.hasNext()) {
                    generator.writeRaw(before);
                    JSON.writeTree(generator, each.next());
                    generator.flush();
                    before = ",\n";
                }
            }
            out.write(before.startsWith("[") ? "[]\n" : "\n]\n");
        });
    }

    static void write(Path file, Writing writing) {
        Path part = null;
        try {
            part = file.resolveSibling(file.getFileName() + ".part");
            try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                writing.into(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CliException(ExitCodes.FAILED, "cannot write " + file + ": " + WrongFile.reason(e));
        } finally {
            delete(part);
        }
    }

    private static void delete(Path part) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException ignored) {
            part.toFile().deleteOnExit();
        }
    }
}
