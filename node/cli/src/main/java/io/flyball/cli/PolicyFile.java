package io.flyball.cli;

import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A YAML or JSON file, or {@code -} for standard input; what cannot be read is a usage failure with the reason. */
public final class PolicyFile {
    private static final int LARGEST = 1 << 20;
    private static final int MOST_ALIASES = 16;

    private PolicyFile() {}

    static String text(String file) {
        try {
            byte[] bytes = bytes(file);
            if (bytes.length > LARGEST) {
                throw new CliException(
                        ExitCodes.USAGE, file + ": must be at most 1 MiB, is " + bytes.length + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CliException(ExitCodes.USAGE, file + ": must be text in UTF-8");
        } catch (IOException e) {
            throw new CliException(ExitCodes.USAGE, "cannot read " + file + ": " + reason(e));
        }
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            return in.readNBytes(LARGEST + 1);
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "no such file"
                : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The one document of a text. */
    public static Object tree(String file, String text) {
        List<Object> documents = trees(file, text);
        if (documents.size() != 1) {
            throw new CliException(ExitCodes.USAGE, file + ": must be one document, has " + documents.size());
        }
        return documents.get(0);
    }

    /** All documents of a text; empty ones are left out. */
    static List<Object> trees(String file, String text) {
        LoadSettings bounded = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(LARGEST)
                .build();
        List<Object> documents = new ArrayList<>();
        try {
            for (Object document : new Load(bounded).loadAllFromString(text)) {
                if (document != null) {
                    documents.add(document);
                }
            }
        } catch (YamlEngineException malformed) {
            throw new CliException(ExitCodes.USAGE, file + ": must be YAML or JSON: " + malformed.getMessage());
        } catch (StackOverflowError deep) {
            throw new CliException(ExitCodes.USAGE, file + ": must not be nested so deeply");
        }
        return documents;
    }

    static PolicyReader.Result read(String file) {
        return PolicyReader.read(tree(file, text(file)));
    }

    /** @throws CliException with every mistake where the policy is wrong */
    public static Policy valid(String file) {
        PolicyReader.Result read = read(file);
        if (!read.problems().isEmpty()) {
            List<String> problems =
                    read.problems().stream().map(problem -> "  " + problem).toList();
            throw new CliException(ExitCodes.USAGE, file + ":\n" + String.join("\n", problems));
        }
        return read.policy().orElseThrow();
    }
}
