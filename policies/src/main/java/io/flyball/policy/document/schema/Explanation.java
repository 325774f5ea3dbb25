package io.flyball.policy.document.schema;

import io.flyball.policy.document.PolicyFields;
import io.flyball.policy.document.field.Field;
import io.flyball.policy.document.field.Field.Type;
import io.flyball.policy.document.field.Rule;
import io.flyball.policy.document.field.Suggestion;
import io.flyball.policy.document.field.Written;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be known about one field and the fields one level down.
 *
 * @param path from the top: {@code spec.scaling.rules.resource}
 * @param type in a word, with the unit of elements: "list of section"
 * @param rule what may stand there, as in messages
 * @param otherwise what holds where nothing is written; "required" where something must be; empty: nothing
 * @param example empty where there is none
 * @param fields one level down; empty for a plain value
 */
public record Explanation(
        String path, String type, String doc, String rule, String otherwise, String example, List<Line> fields) {
    public static final String REQUIRED = "required";

    public Explanation {
        fields = List.copyOf(fields);
    }

    /** One field below: its name, type, default (or "required") and meaning. */
    public record Line(String name, String type, String otherwise, String doc) {}

    /** A field, or the path that was probably meant. */
    public record Found(Optional<Explanation> explanation, Optional<String> near) {}

    /**
     * Finds {@code spec.scaling.minInstances}, {@code scaling.minInstances}, {@code scaling.rules[0].load} or, where only
     * one field has that name, {@code minInstances}. Empty text is the whole document.
     */
    public static Found find(String text) {
        String wanted = text.strip().replaceAll("\\[[0-9]*]", "");
        List<Explanation> all = all();
        for (String prefix : List.of("", "spec.")) {
            Optional<Explanation> exact = all.stream()
                    .filter(one -> matches(one.path(), prefix + wanted))
                    .findFirst();
            if (exact.isPresent()) {
                return new Found(exact, Optional.empty());
            }
        }
        List<Explanation> named =
                all.stream().filter(one -> one.path().endsWith("." + wanted)).toList();
        if (named.size() == 1) {
            return new Found(Optional.of(named.get(0)), Optional.empty());
        }
        List<String> paths =
                (named.isEmpty() ? all : named).stream().map(Explanation::path).toList();
        return new Found(
                Optional.empty(), named.isEmpty() ? near(wanted, paths) : Optional.of(String.join(" or ", paths)));
    }

    /** A name that the user chose, such as that of a metric, stands for {@code <metric>}. */
    private static boolean matches(String path, String wanted) {
        if (path.equals(wanted)) {
            return true;
        }
        int open = path.indexOf('<');
        return open >= 0
                && wanted.length() > open
                && wanted.startsWith(path.substring(0, open))
                && path.substring(path.indexOf('>') + 1).isEmpty();
    }

    private static Optional<String> near(String wanted, List<String> paths) {
        String full = wanted.startsWith("spec") ? wanted : "spec." + wanted;
        String last = wanted.substring(wanted.lastIndexOf('.') + 1);
        return Suggestion.near(full, paths)
                .or(() -> paths.stream()
                        .filter(path -> resembles(last, path.substring(path.lastIndexOf('.') + 1)))
                        .min(Comparator.comparingInt(String::length)));
    }

    private static boolean resembles(String word, String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(word.toLowerCase(Locale.ROOT))
                || Suggestion.near(word, List.of(name)).isPresent();
    }

    /** Every field of the document, a parent before its fields. */
    public static List<Explanation> all() {
        List<Explanation> all = new ArrayList<>();
        collect("", PolicyFields.ROOT, all);
        return all;
    }

    private static void collect(String path, Field field, List<Explanation> all) {
        all.add(of(path, field));
        for (Field below : below(field)) {
            collect(path.isEmpty() ? below.name() : path + "." + below.name(), below, all);
        }
    }

    /** The fields of a section; those of the elements of a list of sections; the one that stands for a map's values. */
    private static List<Field> below(Field field) {
        if (field.type() == Type.LIST) {
            return below(field.fields().get(0));
        }
        return field.fields();
    }

    private static Explanation of(String path, Field field) {
        List<Line> lines = below(field).stream()
                .map(below -> new Line(below.name(), type(below), otherwise(below), below.doc()))
                .toList();
        String rule = field.isSection() || field.type() == Type.MAP || field.type() == Type.LIST ? "" : Rule.of(field);
        return new Explanation(path, type(field), field.doc(), rule, otherwise(field), field.example(), lines);
    }

    private static String type(Field field) {
        return switch (field.type()) {
            case LIST -> "list of " + type(field.fields().get(0));
            case MAP -> "map to " + type(field.fields().get(0));
            case CHOICE -> String.join(" | ", field.words());
            default ->
                field.words().isEmpty()
                        ? field.type().words()
                        : field.type().words() + " | " + String.join(" | ", field.words());
        };
    }

    private static String otherwise(Field field) {
        return field.required() ? REQUIRED : field.otherwise() == null ? "" : Written.of(field, field.otherwise());
    }
}
