package io.flyball.simulator.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options of a command line as pairs {@code --name value}; each is taken once. */
final class Flags {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private final Map<String, String> left;

    private Flags(Map<String, String> left) {
        this.left = left;
    }

    static Flags of(List<String> arguments) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.startsWith("--") || i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + ": must be an option with a value");
            }
            pairs.put(name, arguments.get(i + 1));
        }
        return new Flags(pairs);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(left.remove(name));
    }

    int count(String name, int fallback) {
        Optional<String> text = text(name);
        if (text.isPresent() && !text.get().matches("\\d{1,9}")) {
            throw new IllegalArgumentException(name + " = " + text.get() + ": must be a whole number");
        }
        return text.map(Integer::parseInt).orElse(fallback);
    }

    Duration duration(String name, Duration fallback) {
        return text(name).map(value -> duration(name, value)).orElse(fallback);
    }

    private static Duration duration(String name, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name + " = " + text + ": must be a time, e.g. 500ms, 5s or 2m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    void requireAllUsed() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(left.keySet().iterator().next() + ": must be one of the options below");
        }
    }
}
