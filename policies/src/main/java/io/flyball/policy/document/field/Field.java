package io.flyball.policy.document.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One field of a document: the source of the reader's checks, of the JSON Schema and of {@code explain}.
 *
 * <p>Worked example: {@code Field.time("interval", "time between two decisions").in(100 ms, 1 h).or(5 s)} is read as
 * {@code interval: 5s}, refused as {@code interval: 2h}, and is 5 s where nothing is written.
 *
 * @param min smallest value, inclusive: a Duration for times, a Double for the rest, null without a bound
 * @param max largest value, likewise
 * @param otherwise what holds where nothing is written (Duration, Double, Integer, Boolean, String), or null
 * @param required whether a document without it is refused
 * @param words of a {@link Type#CHOICE} those to choose from; of any other type those accepted beside its values
 * @param fields of a section its fields, of a list the one field "[]" that its elements are, of a map the one of its values
 * @param doc one line, no full stop
 * @param example as one would write it; empty where the default says enough
 */
public record Field(
        String name,
        Type type,
        Object min,
        Object max,
        Object otherwise,
        boolean required,
        List<String> words,
        List<Field> fields,
        String doc,
        String example) {
    public static final String ELEMENT = "[]";

    public Field {
        words = List.copyOf(words);
        fields = List.copyOf(fields);
    }

    /** What may stand in a field. */
    public enum Type {
        TEXT("text"),
        NAME("name"),
        METRIC("metric"),
        KNOB("knob"),
        FLAG("true or false"),
        COUNT("whole number"),
        NUMBER("number"),
        SHARE("share"),
        SIZE("size"),
        VALUE("value of the metric"),
        TIME("time"),
        CHOICE("word"),
        CRON("cron"),
        ZONE("time zone"),
        SPAN("range"),
        WAVE("count or share"),
        CPUS("processors"),
        SCALAR("text, number or flag"),
        SECTION("section"),
        ONE_OF("section of exactly one"),
        LIST("list"),
        MAP("map");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public static Field of(String name, Type type, String doc) {
        return new Field(name, type, null, null, null, false, List.of(), List.of(), doc, "");
    }

    public static Field section(String name, String doc, Field... fields) {
        return of(name, Type.SECTION, doc).with(List.of(fields));
    }

    public static Field oneOf(String name, String doc, Field... fields) {
        return of(name, Type.ONE_OF, doc).with(List.of(fields));
    }

    /** A list of {@code most} elements at most. */
    public static Field list(String name, String doc, double most, Field element) {
        return of(name, Type.LIST, doc).with(List.of(element.named(ELEMENT))).in(0.0, most);
    }

    /** Fields named by the user; {@code words} of the result are empty, so any name will do unless the reader checks. */
    public static Field map(String name, String doc, Field value) {
        return of(name, Type.MAP, doc).with(List.of(value));
    }

    public Field in(Object least, Object most) {
        return new Field(name, type, least, most, otherwise, required, words, fields, doc, example);
    }

    public Field or(Object value) {
        return new Field(name, type, min, max, value, required, words, fields, doc, example);
    }

    public Field needed() {
        return new Field(name, type, min, max, otherwise, true, words, fields, doc, example);
    }

    public Field words(String... more) {
        return new Field(name, type, min, max, otherwise, required, List.of(more), fields, doc, example);
    }

    public Field eg(String text) {
        return new Field(name, type, min, max, otherwise, required, words, fields, doc, text);
    }

    private Field with(List<Field> inner) {
        return new Field(name, type, min, max, otherwise, required, words, inner, doc, example);
    }

    public Field named(String other) {
        return new Field(other, type, min, max, otherwise, required, words, fields, doc, example);
    }

    public boolean isSection() {
        return type == Type.SECTION || type == Type.ONE_OF;
    }

    /** The field itself, or what its elements or values are. */
    public Field inner() {
        return type == Type.LIST || type == Type.MAP ? fields.get(0).inner() : this;
    }

    public Optional<Field> field(String wanted) {
        return fields.stream().filter(field -> field.name.equals(wanted)).findFirst();
    }

    public List<String> names() {
        return fields.stream().map(Field::name).sorted().toList();
    }

    /** Every path below this field with the fields on it, lists and maps included: {@code rules[].resource.target}. */
    public List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (Field field : fields) {
            String step = field.name.equals(ELEMENT) ? ELEMENT : "." + field.name;
            paths.add(step);
            field.paths().forEach(path -> paths.add(step + path));
        }
        return paths;
    }
}
