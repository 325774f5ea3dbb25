package io.flyball.policy.document;

import io.flyball.policy.document.PolicyReader.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One mapping of the document while it is read: every field is asked for once, and {@link #end} reports those that
 * nobody asked for. A field that is wrong is reported and answered with its default, so that reading goes on.
 */
final class Section {
    private static final int LONGEST_VALUE = 80;

    private final String path;
    private final Map<String, Object> fields = new HashMap<>();
    private final Set<String> known = new TreeSet<>();
    private final List<Problem> problems;

    private Section(String path, Object tree, List<Problem> problems) {
        this.path = path;
        this.problems = problems;
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        } else {
            problems.add(new Problem(path.isEmpty() ? "." : path, show(tree), "must be a mapping of fields"));
        }
    }

    static Section of(String path, Object tree, List<Problem> problems) {
        return new Section(path, tree, problems);
    }

    String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    void problem(String field, String rule) {
        problems.add(new Problem(at(field), show(fields.get(field)), rule));
    }

    boolean has(String field) {
        known.add(field);
        return fields.get(field) != null;
    }

    Object raw(String field) {
        known.add(field);
        return fields.get(field);
    }

    Optional<Section> section(String field) {
        return has(field) ? Optional.of(new Section(at(field), fields.get(field), problems)) : Optional.empty();
    }

    /** Elements of a list, each with its path; not a list is a problem and answers none. */
    List<Element> list(String field) {
        if (!has(field)) {
            return List.of();
        }
        if (!(fields.get(field) instanceof List<?> list)) {
            problem(field, "must be a list");
            return List.of();
        }
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            elements.add(new Element(at(field) + "[" + i + "]", list.get(i)));
        }
        return elements;
    }

    /** One element of a list. */
    record Element(String path, Object tree) {}

    Optional<String> text(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        Object value = fields.get(field);
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        if (value instanceof Number) {
            return Optional.of(String.valueOf(value)); // a name such as 42 needs no quotes
        }
        problem(field, "must be text");
        return Optional.empty();
    }

    boolean flag(String field, boolean fallback) {
        if (!has(field)) {
            return fallback;
        }
        if (fields.get(field) instanceof Boolean flag) {
            return flag;
        }
        problem(field, "must be true or false");
        return fallback;
    }

    int count(String field, int fallback, int min, int max) {
        if (!has(field)) {
            return fallback;
        }
        OptionalDouble value = Quantity.plain(fields.get(field));
        if (value.isEmpty() || value.getAsDouble() != Math.rint(value.getAsDouble()) || outside(value, min, max)) {
            problem(field, "must be a whole number from " + min + " to " + max);
            return fallback;
        }
        return (int) value.getAsDouble();
    }

    double number(String field, double fallback, double min, double max, String rule) {
        return checked(field, Quantity.plain(raw(field)), fallback, min, max, rule);
    }

    double ratio(String field, double fallback, double min, double max) {
        String rule = "must be a share from %s%% to %s%%, e.g. 60%%".formatted(plain(min * 100), plain(max * 100));
        return checked(field, Quantity.ratio(raw(field)), fallback, min, max, rule);
    }

    double bytes(String field, double fallback, double min, double max) {
        return checked(
                field, Quantity.bytes(raw(field)), fallback, min, max, "must be a size above 0, e.g. 20MB or 128MiB");
    }

    /** A value in the unit of some metric. */
    double value(String field, double fallback, double min, double max, String rule) {
        return checked(field, Quantity.any(raw(field)), fallback, min, max, rule);
    }

    Duration duration(String field, Duration fallback, Duration min, Duration max) {
        if (!has(field)) {
            return fallback;
        }
        Optional<Duration> value = Quantity.duration(fields.get(field));
        if (value.isEmpty() || value.get().compareTo(min) < 0 || value.get().compareTo(max) > 0) {
            problem(field, "must be a time from " + show(min) + " to " + show(max) + ", e.g. 250ms, 5s, 5m, 2h or 14d");
            return fallback;
        }
        return value.get();
    }

    /** The section that an element of one of this section's lists is. */
    Section child(Element element) {
        return new Section(element.path(), element.tree(), problems);
    }

    /** For sections whose fields are names of the user's choice. */
    void eachField(Consumer<String> reader) {
        new TreeSet<>(fields.keySet()).forEach(reader);
    }

    /** A problem of the section as a whole. */
    void wrong(String rule) {
        problems.add(new Problem(path, "a mapping", rule));
    }

    /** Reports every field that no one asked for. */
    void end() {
        fields.keySet().stream()
                .filter(field -> !known.contains(field))
                .sorted()
                .forEach(field -> problem(
                        field,
                        Suggestion.near(field, known)
                                .map(near -> "unknown field: did you mean " + near + "?")
                                .orElse("unknown field: must be one of " + String.join(", ", known))));
    }

    private double checked(String field, OptionalDouble value, double fallback, double min, double max, String rule) {
        if (fields.get(field) == null) {
            return fallback;
        }
        if (value.isEmpty() || outside(value, min, max)) {
            problem(field, rule);
            return fallback;
        }
        return value.getAsDouble();
    }

    private static boolean outside(OptionalDouble value, double min, double max) {
        return value.getAsDouble() < min || value.getAsDouble() > max;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    static String show(Object value) {
        if (value instanceof Duration duration) {
            long millis = duration.toMillis();
            return millis % 86_400_000 == 0 && millis > 0
                    ? millis / 86_400_000 + "d"
                    : millis % 3_600_000 == 0 && millis > 0
                            ? millis / 3_600_000 + "h"
                            : millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
        }
        if (value instanceof Map || value instanceof List) {
            return value instanceof Map ? "a mapping" : "a list";
        }
        String text = value == null ? "nothing" : String.valueOf(value);
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }
}
