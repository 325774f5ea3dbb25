package io.flyball.policy.document.schema;

import io.flyball.policy.document.OptimizationAction;
import io.flyball.policy.document.PolicyFields;
import io.flyball.policy.document.field.Field;
import io.flyball.policy.document.field.Field.Type;
import io.flyball.policy.document.field.Written;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The JSON Schema (2020-12) of the policy document and of others of its kind, as a tree of maps and lists in a stable order.
 *
 * <p>What a schema cannot say stays with the reader: ranges of values with units, contradictions between fields, names of
 * metrics that this version does not know.
 */
public final class JsonSchema {
    public static final String ID = "urn:flyball:v1:policy";

    private static final String NUMBER = "[+-]?[0-9]{1,15}(\\.[0-9]{1,9})?";
    private static final String TIME = "^" + NUMBER + " *(ms|s|m|h|d)$";
    private static final String SHARE = "^" + NUMBER + " *%?$";
    private static final String SIZE = "^" + NUMBER + " *([kKMGT]B|[KMGT]iB|B)?$";
    private static final String VALUE = "^" + NUMBER + " *(ms|s|m|h|d|%|[kKMGT]B|[KMGT]iB|B)?$";
    private static final String NAME = "^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$";
    private static final String KNOB = "^[A-Za-z][A-Za-z0-9._@-]{0,127}$";

    private JsonSchema() {}

    public static Map<String, Object> policy() {
        return document(ID, "Flyball policy", PolicyFields.ROOT);
    }

    /** The schema of a kind of document of ours. */
    public static Map<String, Object> document(String id, String title, Field root) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", id);
        schema.put("title", title);
        schema.putAll(of(root));
        return schema;
    }

    /** The schema of one field. */
    public static Map<String, Object> of(Field field) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", sentence(field));
        if (field.words().isEmpty() || field.type() == Type.CHOICE) {
            schema.putAll(values(field));
        } else {
            schema.put("anyOf", List.of(Map.of("enum", field.words()), values(field)));
        }
        if (field.otherwise() != null) {
            schema.put("default", plain(field));
        }
        return schema;
    }

    private static String sentence(Field field) {
        return field.doc().substring(0, 1).toUpperCase(Locale.ROOT)
                + field.doc().substring(1) + ".";
    }

    private static Object plain(Field field) {
        Object value = field.otherwise();
        return value instanceof Duration || field.type() == Type.SHARE || field.type() == Type.SIZE
                ? Written.of(field, value)
                : value;
    }

    private static Map<String, Object> values(Field field) {
        return switch (field.type()) {
            case SECTION, ONE_OF -> section(field);
            case LIST -> list(field);
            case MAP ->
                map("type", "object", "additionalProperties", of(field.fields().get(0)));
            case FLAG -> map("type", "boolean");
            case COUNT -> bounded(field, "integer");
            case NUMBER -> bounded(field, "number");
            case SHARE -> either(bounded(field, "number"), SHARE);
            case SIZE -> either(bounded(field, "number"), SIZE);
            case VALUE -> either(map("type", "number"), VALUE);
            case TIME -> either(map("const", 0), TIME);
            case WAVE -> either(map("type", "number"), SHARE);
            case CPUS -> map("type", List.of("integer", "array"), "minimum", 1, "items", map("type", "integer"));
            case CHOICE -> choice(field);
            case NAME -> map("type", "string", "pattern", NAME);
            case KNOB -> map("type", "string", "pattern", KNOB);
            case SCALAR -> map("type", List.of("string", "number", "boolean"));
            case SPAN -> map("type", "string", "pattern", "^.+\\.\\..+$");
            case METRIC, TEXT, CRON, ZONE -> map("type", "string", "minLength", 1);
        };
    }

    /** A name of an action may also be that of an optimizer of the user's own. The reader does not mind the case. */
    private static Map<String, Object> choice(Field field) {
        Map<String, Object> words = map("enum", field.words());
        return field.words().containsAll(OptimizationAction.NAMES)
                ? map("anyOf", List.of(words, map("type", "string", "pattern", "^custom\\..+$")))
                : words;
    }

    private static Map<String, Object> section(Field field) {
        Map<String, Object> properties = new LinkedHashMap<>();
        field.fields().forEach(inner -> properties.put(inner.name(), of(inner)));
        Map<String, Object> schema = map("type", "object", "additionalProperties", false, "properties", properties);
        List<String> required =
                field.fields().stream().filter(Field::required).map(Field::name).toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (field.type() == Type.ONE_OF) {
            schema.put("minProperties", 1);
            schema.put("maxProperties", 1);
        }
        return schema;
    }

    private static Map<String, Object> list(Field field) {
        return map(
                "type", "array",
                "maxItems", ((Double) field.max()).intValue(),
                "items", of(field.fields().get(0)));
    }

    private static Map<String, Object> bounded(Field field, String type) {
        Map<String, Object> schema = map("type", type);
        bound(schema, "minimum", field.min());
        bound(schema, "maximum", field.max());
        return schema;
    }

    private static void bound(Map<String, Object> schema, String word, Object end) {
        if (end instanceof Double value && Math.abs(value) <= 1e15 && value != Double.MIN_VALUE) {
            schema.put(word, value == Math.rint(value) ? (Object) value.longValue() : value);
        }
    }

    private static Map<String, Object> either(Map<String, Object> number, String pattern) {
        return map("anyOf", List.of(number, map("type", "string", "pattern", pattern)));
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
