package io.flyball.policy.document.schema;

import io.flyball.policy.document.field.Field;
import io.flyball.policy.document.field.Field.Type;
import io.flyball.policy.document.field.Quantity;
import io.flyball.policy.document.field.Values;
import io.flyball.policy.document.field.Written;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document as one value per path. */
record Flat(Map<String, Leaf> leaves, Set<String> sections) {
    /** Sections that manage nothing while they are absent; the defaults of all others hold even then. */
    private static final Set<String> MANAGED = Set.of("spec.threads", "spec.memory", "spec.vertical", "spec.limiter");

    private static final Pattern INDEX = Pattern.compile("\\[([0-9]+)]");

    /** By name, and elements of lists by number: [2] before [10]. */
    static final Comparator<String> ORDER = Comparator.comparing(Flat::padded);

    /**
     * @param meaning equal for what means the same
     * @param shown as it was written
     * @param otherwise the default of the field as a leaf; null where it has none
     */
    record Leaf(String meaning, String shown, Leaf otherwise) {
        static final Leaf NOTHING = new Leaf("", "", null);

        boolean isNothing() {
            return meaning.isEmpty();
        }
    }

    static Flat of(Field root, Object tree) {
        Flat flat = new Flat(new TreeMap<>(ORDER), new TreeSet<>());
        if (tree != null) {
            flat.section("", root, tree);
        }
        return flat;
    }

    /** What stands at the path, or the default where one holds, as the other document knows it. */
    Leaf leaf(String path, Flat other) {
        Leaf own = leaves.get(path);
        if (own != null) {
            return own;
        }
        Leaf there = other.leaves.get(path);
        boolean holds = there.otherwise() != null && sections.contains(parent(path));
        boolean empty = there.meaning().equals("{}") && sections.contains(path);
        return holds ? there.otherwise() : empty ? there : Leaf.NOTHING;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private void section(String path, Field definition, Object tree) {
        sections.add(path);
        Map<String, Object> fields = new HashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        }
        if (fields.isEmpty() && MANAGED.contains(path)) {
            leaves.put(path, new Leaf("{}", "{}", null));
        }
        for (Field field : definition.fields()) {
            String place = path.isEmpty() ? field.name() : path + "." + field.name();
            Object value = fields.get(field.name());
            if (value != null) {
                value(place, field, value);
            } else if (holdsWhenAbsent(place, field)) {
                section(place, field, Map.of());
            }
        }
    }

    private static boolean holdsWhenAbsent(String path, Field field) {
        return field.type() == Type.SECTION
                && !MANAGED.contains(path)
                && field.fields().stream().noneMatch(Field::required);
    }

    private void value(String path, Field field, Object value) {
        if (field.isSection()) {
            section(path, field, value);
        } else if (field.type() == Type.MAP && value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> value(path + "." + key, field.fields().get(0), inner));
        } else if (field.type() == Type.LIST
                && value instanceof List<?> list
                && field.inner().isSection()) {
            for (int i = 0; i < list.size(); i++) {
                value(path + "[" + i + "]", field.inner(), list.get(i));
            }
        } else {
            leaves.put(path, leaf(field, value));
        }
    }

    private static Leaf leaf(Field field, Object value) {
        Leaf otherwise = field.otherwise() == null
                ? null
                : new Leaf(
                        meaning(field, Written.of(field, field.otherwise())),
                        Written.of(field, field.otherwise()) + " (default)",
                        null);
        return new Leaf(meaning(field, value), String.valueOf(value), otherwise);
    }

    private static String meaning(Field field, Object value) {
        Optional<String> word = Values.word(field, value);
        if (word.isPresent()) {
            return word.get();
        }
        OptionalDouble number = Values.plain(field, value);
        if (number.isPresent()) {
            return String.valueOf(number.getAsDouble());
        }
        return field.type() == Type.TIME
                ? Quantity.duration(value).map(String::valueOf).orElse(String.valueOf(value))
                : String.valueOf(value);
    }

    private static String padded(String path) {
        Matcher matcher = INDEX.matcher(path);
        return matcher.replaceAll(found ->
                "[" + "0".repeat(Math.max(0, 9 - found.group(1).length())) + found.group(1) + "]");
    }
}
