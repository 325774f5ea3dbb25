package io.flyball.policy.document.imports;

import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.field.Suggestion;
import io.flyball.policy.document.field.Written;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** One mapping of a Kubernetes manifest while it is read; mistakes are collected with their path. */
final class Manifest {
    private final String path;
    private final Map<String, Object> fields = new HashMap<>();
    private final TreeSet<String> known = new TreeSet<>();
    private final List<Problem> problems;

    Manifest(String path, Object tree, List<Problem> problems) {
        this.path = path;
        this.problems = problems;
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        } else {
            problems.add(new Problem(path.isEmpty() ? "." : path, Written.any(tree), "must be a mapping of fields"));
        }
    }

    String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    void problem(String field, String rule) {
        problems.add(new Problem(at(field), Written.any(fields.get(field)), rule));
    }

    boolean has(String field) {
        known.add(field);
        return fields.get(field) != null;
    }

    Object raw(String field) {
        return has(field) ? fields.get(field) : null;
    }

    /** Fields that mean nothing to an instance count. */
    void ignore(String... names) {
        known.addAll(List.of(names));
    }

    Optional<Manifest> section(String field) {
        return has(field) ? Optional.of(new Manifest(at(field), fields.get(field), problems)) : Optional.empty();
    }

    Manifest needed(String field) {
        if (!has(field)) {
            problem(field, "must be given");
        }
        return new Manifest(at(field), has(field) ? fields.get(field) : Map.of(), problems);
    }

    List<Manifest> list(String field) {
        if (!has(field)) {
            return List.of();
        }
        if (!(fields.get(field) instanceof List<?> list)) {
            problem(field, "must be a list");
            return List.of();
        }
        List<Manifest> elements = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            elements.add(new Manifest(at(field) + "[" + i + "]", list.get(i), problems));
        }
        return elements;
    }

    String text(String field) {
        if (!has(field) || !(fields.get(field) instanceof String) && !(fields.get(field) instanceof Number)) {
            problem(field, "must be given, as text");
            return "";
        }
        return String.valueOf(fields.get(field));
    }

    /** One of {@code words} as Kubernetes spells it. */
    String word(String field, List<String> words) {
        String text = text(field);
        if (has(field) && !words.contains(text)) {
            String near = Suggestion.near(text, words)
                    .map(word -> "; did you mean " + word + "?")
                    .orElse("");
            problem(field, "must be one of " + String.join(", ", words) + near);
        }
        return text;
    }

    OptionalLong whole(String field, long least, long most) {
        if (!has(field)) {
            return OptionalLong.empty();
        }
        Object value = fields.get(field);
        boolean whole = value instanceof Integer || value instanceof Long;
        if (!whole || ((Number) value).longValue() < least || ((Number) value).longValue() > most) {
            problem(field, "must be a whole number from " + least + " to " + most);
            return OptionalLong.empty();
        }
        return OptionalLong.of(((Number) value).longValue());
    }

    /** A quantity above zero. */
    Optional<BigDecimal> quantity(String field) {
        Optional<BigDecimal> value = has(field) ? KubernetesQuantity.parse(fields.get(field)) : Optional.empty();
        if (value.isEmpty() || value.get().signum() <= 0) {
            problem(field, "must be a quantity above 0, e.g. 500m, 100 or 512Mi");
            return Optional.empty();
        }
        return value;
    }

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
}
