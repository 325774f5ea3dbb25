package io.flyball.simulator.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A YAML or JSON file to a tree of maps, lists and scalars: 1 MiB at most, few aliases, no duplicate keys, one document. */
final class DocumentText {
    private static final int LARGEST = 1 << 20;
    private static final int MOST_ALIASES = 16;

    private DocumentText() {}

    /** Exactly one of the two is present. */
    record Parsed(Optional<Object> tree, Optional<String> mistake) {
        private static Parsed wrong(String mistake) {
            return new Parsed(Optional.empty(), Optional.of(mistake));
        }
    }

    static Parsed read(Path folder, String name) {
        Optional<Path> path = Beside.of(folder, name);
        if (path.isEmpty() || !Files.isRegularFile(path.get())) {
            return Parsed.wrong(
                    "must be a file that exists" + path.map(at -> ": " + at).orElse(""));
        }
        try (InputStream in = Files.newInputStream(path.get())) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST
                    ? Parsed.wrong("must be at most 1 MiB long")
                    : parse(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            return Parsed.wrong("must be text in UTF-8");
        } catch (IOException e) {
            return Parsed.wrong("must be readable: " + e.getMessage());
        }
    }

    static Parsed parse(String text) {
        LoadSettings bounded = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(LARGEST)
                .build();
        try {
            Object tree = new Load(bounded).loadFromString(text);
            return tree == null ? Parsed.wrong("must not be empty") : new Parsed(Optional.of(tree), Optional.empty());
        } catch (MarkedYamlEngineException e) {
            return Parsed.wrong("must be YAML or JSON: " + e.getProblem() + place(e.getProblemMark()));
        } catch (YamlEngineException e) {
            return Parsed.wrong("must be YAML or JSON: " + e.getMessage());
        } catch (StackOverflowError deep) {
            return Parsed.wrong("must not be nested so deeply");
        }
    }

    private static String place(Optional<Mark> mark) {
        return mark.map(at -> " at line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
                .orElse("");
    }
}
