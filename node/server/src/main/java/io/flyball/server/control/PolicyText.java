package io.flyball.server.control;

import io.flyball.policy.document.PolicyReader;
import io.flyball.policy.document.PolicyReader.Problem;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Text of a policy, YAML or JSON (which YAML includes), to a tree of maps, lists and scalars. Bounded: 1 MiB, few
 * aliases, no duplicate or recursive keys, one document.
 */
public final class PolicyText {
    static final int MOST_CHARACTERS = 1 << 20;

    private static final int MOST_ALIASES = 16;
    private static final LoadSettings BOUNDED = LoadSettings.builder()
            .setLabel("policy")
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setCodePointLimit(MOST_CHARACTERS)
            .build();

    private PolicyText() {}

    /** Exactly one of the two is present. */
    public record Parsed(Optional<Object> tree, Optional<String> mistake) {}

    public static Parsed parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return mistake("must be at most " + MOST_CHARACTERS + " characters long, it has " + text.length());
        }
        try {
            Object tree = new Load(BOUNDED).loadFromString(text);
            return tree == null ? mistake("must not be empty") : new Parsed(Optional.of(tree), Optional.empty());
        } catch (MarkedYamlEngineException e) {
            return mistake("must be YAML or JSON: " + e.getProblem() + place(e.getProblemMark()));
        } catch (YamlEngineException e) {
            return mistake("must be YAML or JSON: " + e.getMessage());
        } catch (StackOverflowError e) {
            return mistake("must not be nested so deeply");
        }
    }

    private static String place(Optional<Mark> mark) {
        return mark.map(at -> " at line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
                .orElse("");
    }

    /** Parses and reads; a text that cannot be parsed is one problem. */
    public static PolicyReader.Result read(String text) {
        Parsed parsed = parse(text);
        return parsed.tree()
                .map(PolicyReader::read)
                .orElseGet(() -> new PolicyReader.Result(
                        Optional.empty(),
                        List.of(new Problem("policy", "text", parsed.mistake().orElse("must be YAML or JSON")))));
    }

    private static Parsed mistake(String message) {
        return new Parsed(Optional.empty(), Optional.of(message));
    }
}
