package io.flyball.agent.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One block of the configuration. A value that is missing, of the wrong kind or against its rule is noted and replaced
 * by a harmless stand-in, so that reading goes on and finds the other mistakes too.
 */
final class Section {
    private final Config config;
    private final String path;
    private final List<String> problems;

    Section(Config config, String path, List<String> problems) {
        this.config = config;
        this.path = path;
        this.problems = problems;
    }

    Section section(String key) {
        return new Section(read(key, config::getConfig, "a block { ... }", ConfigFactory.empty()), at(key), problems);
    }

    /** Elements of a list of blocks; those get their missing values from {@code defaults}. */
    List<Section> sections(String key, Config defaults) {
        List<Section> sections = new ArrayList<>();
        for (Config element : read(key, config::getConfigList, "a list of blocks [{ ... }]", List.<Config>of())) {
            String place = at(key) + "[" + sections.size() + "]";
            sections.add(new Section(element.withFallback(defaults), place, problems));
        }
        return sections;
    }

    /** Names in this block, unquoted. */
    Set<String> keys() {
        return config.root().keySet();
    }

    Section onlyKeys(Set<String> known) {
        keys().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .forEach(key ->
                        problems.add(at(key) + ": must be removed, or one of " + String.join(", ", sorted(known))));
        return this;
    }

    String text(String key) {
        return read(key, config::getString, "a text", "");
    }

    Optional<String> optionalText(String key) {
        return Optional.of(text(key)).filter(text -> !text.isEmpty());
    }

    List<String> texts(String key) {
        return read(key, config::getStringList, "a list of texts", List.of());
    }

    boolean flag(String key) {
        return read(key, config::getBoolean, "true or false", false);
    }

    int integer(String key, int min, int max) {
        int value = read(key, config::getInt, "a whole number", min);
        require(value >= min && value <= max, key, value, min + " to " + max);
        return value;
    }

    long bytes(String key, long min) {
        long value = read(key, config::getBytes, "a size, e.g. 8MiB", min);
        require(value >= min, key, value, "at least " + min + " bytes");
        return value;
    }

    long number(String key) {
        return read(key, config::getLong, "a whole number", 0L);
    }

    Duration duration(String key, Duration min) {
        Duration value = read(key, config::getDuration, "a duration, e.g. 5s", min);
        require(value.compareTo(min) >= 0, key, value.toMillis() + " ms", "at least " + min.toMillis() + " ms");
        return value;
    }

    /** A text that {@code parse} turns into a value or refuses by IllegalArgumentException. */
    <T> Optional<T> parsed(String key, Function<String, T> parse, String rule) {
        String text = text(key);
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            problem(key, text, rule);
            return Optional.empty();
        }
    }

    void require(boolean holds, String key, Object value, String rule) {
        if (!holds) {
            problem(key, value, rule);
        }
    }

    void problem(String key, Object value, String rule) {
        problems.add(at(key) + " = " + value + ": must be " + rule);
    }

    private <T> T read(String key, Function<String, T> get, String kind, T standIn) {
        String quoted = ConfigUtil.joinPath(key);
        try {
            return get.apply(quoted);
        } catch (ConfigException.Missing e) {
            problems.add(at(key) + ": must be set to " + kind);
        } catch (ConfigException e) {
            problem(
                    key,
                    config.root().get(key) == null
                            ? "?"
                            : config.root().get(key).unwrapped(),
                    kind);
        }
        return standIn;
    }

    private String at(String key) {
        return path + "." + (key.indexOf('.') >= 0 ? '"' + key + '"' : key);
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }
}
