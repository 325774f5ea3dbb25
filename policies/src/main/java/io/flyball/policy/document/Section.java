package io.flyball.policy.document;

import io.flyball.policy.automate.Cron;
import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.field.Field;
import io.flyball.policy.document.field.Field.Type;
import io.flyball.policy.document.field.Quantity.Span;
import io.flyball.policy.document.field.Suggestion;
import io.flyball.policy.document.field.Values;
import io.flyball.policy.document.field.Written;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One mapping of a document while it is read, with the {@link Field} that says what may stand in it. A value that is
 * wrong is reported and answered with its default, so that reading goes on; {@link #end} reports unknown fields.
 */
public final class Section {
    private final String path;
    private final Field definition;
    private final Map<String, Object> fields = new HashMap<>();
    private final List<Problem> problems;

    /** @param path empty for a whole document; @param problems where mistakes are added */
    public Section(String path, Field definition, Object tree, List<Problem> problems) {
        this.path = path;
        this.definition = definition;
        this.problems = problems;
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        } else {
            problems.add(new Problem(path.isEmpty() ? "." : path, Written.any(tree), "must be a mapping of fields"));
        }
    }

    private Field define(String field) {
        return definition
                .field(field)
                .orElseThrow(() -> new IllegalArgumentException(path + " has no field " + field)); // a mistake of ours
    }

    public String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    public void problem(String field, String rule) {
        problems.add(new Problem(at(field), Written.any(fields.get(field)), rule));
    }

    /** A problem of the section as a whole. */
    public void wrong(String rule) {
        problems.add(new Problem(path, "a mapping", rule));
    }

    public boolean has(String field) {
        define(field);
        return fields.get(field) != null;
    }

    /** Those of {@code some} that are written. */
    public List<String> present(List<String> some) {
        return some.stream().filter(this::has).toList();
    }

    public Optional<Section> section(String field) {
        Field inner = define(field);
        required(inner);
        return has(field) ? Optional.of(new Section(at(field), inner, fields.get(field), problems)) : Optional.empty();
    }

    /** The elements of a list, each as a section. */
    public List<Section> sections(String field) {
        return elements(
                field,
                (place, tree) -> new Section(place, define(field).fields().get(0), tree, problems));
    }

    private interface Reader<T> {
        T read(String path, Object tree);
    }

    private <T> List<T> elements(String field, Reader<T> reader) {
        Field list = define(field);
        required(list);
        if (!has(field)) {
            return List.of();
        }
        if (!(fields.get(field) instanceof List<?> found)) {
            problem(field, "must be a list");
            return List.of();
        }
        int most = ((Double) list.max()).intValue();
        if (found.size() > most) {
            problem(field, "must have at most " + most + " elements");
        }
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < Math.min(most, found.size()); i++) {
            elements.add(reader.read(at(field) + "[" + i + "]", found.get(i)));
        }
        return elements;
    }

    /** Elements that are no sections, each read as a field of that type. */
    public <T> List<T> scalars(String field, Function<Object, Optional<T>> reader) {
        Field element = define(field).fields().get(0);
        List<T> values = new ArrayList<>();
        elements(field, (place, tree) -> {
                    Optional<T> value = tree == null ? Optional.empty() : reader.apply(tree);
                    if (value.isEmpty()) {
                        problems.add(new Problem(place, Written.any(tree), Values.wrong(element, tree)));
                    }
                    return value;
                })
                .forEach(value -> value.ifPresent(values::add));
        return values;
    }

    /** A map as a section whose every field has the type of the map's values. */
    public Optional<Section> map(String field) {
        Field map = define(field);
        if (!has(field)) {
            return Optional.empty();
        }
        Section section = new Section(at(field), map, fields.get(field), problems);
        List<Field> named = new TreeSet<>(section.fields.keySet())
                .stream().map(name -> map.fields().get(0).named(name)).toList();
        return Optional.of(new Section(
                at(field),
                Field.section(map.name(), map.doc(), named.toArray(Field[]::new)),
                section.fields,
                problems));
    }

    public List<String> names() {
        return definition.names();
    }

    public Optional<Object> raw(String field) {
        return has(field) ? Optional.of(fields.get(field)) : Optional.empty();
    }

    public Optional<String> text(String field) {
        return read(field, Values::text);
    }

    /** The word as it is spelled in the definition, whatever its case here. */
    public Optional<String> word(String field) {
        return read(field, value -> Values.word(define(field), value));
    }

    public <E extends Enum<E>> E choice(String field, Class<E> type, E fallback) {
        return optionalChoice(field, type).orElse(fallback);
    }

    <E extends Enum<E>> Optional<E> optionalChoice(String field, Class<E> type) {
        return word(field).map(word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
    }

    /** One of the words that this field takes beside its values; says nothing about other values. */
    public boolean isWord(String field) {
        return has(field) && Values.word(define(field), fields.get(field)).isPresent();
    }

    public Optional<String> name(String field) {
        return read(field, Values::name);
    }

    Optional<String> knob(String field) {
        return read(field, Values::knob);
    }

    /** The metric, as written also where no agent knows it: that is a problem already. */
    public String metric(String field) {
        return read(field, Values::metric)
                .or(() -> raw(field).map(String::valueOf))
                .orElse("");
    }

    public boolean flag(String field) {
        return read(field, value -> value instanceof Boolean flag ? Optional.of(flag) : Optional.empty())
                .orElseGet(() -> (Boolean) define(field).otherwise());
    }

    public OptionalInt optionalCount(String field) {
        Optional<Double> value =
                read(field, found -> Values.number(define(field), found).filter(number -> number == Math.rint(number)));
        return value.isPresent() ? OptionalInt.of(value.get().intValue()) : OptionalInt.empty();
    }

    int count(String field, int fallback) {
        return optionalCount(field).orElse(fallback);
    }

    public int count(String field) {
        Object otherwise = define(field).otherwise();
        return count(field, otherwise == null ? ((Double) define(field).min()).intValue() : (Integer) otherwise);
    }

    /** A number, share, size or value of a metric, whichever the field is; 1 where it is needed and missing. */
    public double number(String field) {
        Object otherwise = define(field).otherwise();
        return optional(field).orElse(otherwise == null ? 1 : ((Number) otherwise).doubleValue());
    }

    /** As {@link #number}, with another upper bound. */
    double upTo(String field, double most) {
        return optional(define(field).in(define(field).min(), most)).orElse(1);
    }

    public OptionalDouble optional(String field) {
        return optional(define(field));
    }

    private OptionalDouble optional(Field about) {
        Optional<Double> value = read(about, found -> Values.number(about, found));
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    public Optional<Duration> optionalTime(String field) {
        return read(field, value -> Values.time(define(field), value));
    }

    public Duration time(String field) {
        return time(field, (Duration) define(field).otherwise());
    }

    public Duration time(String field, Duration fallback) {
        return optionalTime(field).orElse(fallback);
    }

    Optional<Cron> cron(String field, ZoneId zone) {
        Optional<String> text = read(field, Values::text);
        text.flatMap(Cron::problem).ifPresent(rule -> problem(field, "must be " + rule));
        return text.filter(words -> Cron.problem(words).isEmpty()).map(words -> Cron.parse(words, zone));
    }

    ZoneId zone(String field) {
        return read(field, Values::zone).orElse(PolicyDefaults.ZONE);
    }

    Optional<Span> span(String field) {
        return read(field, value -> Values.span(define(field), value));
    }

    /** What {@code reader} makes of the value; nothing and a problem where it makes nothing of it. */
    <T> Optional<T> read(String field, Function<Object, Optional<T>> reader) {
        return read(define(field), reader);
    }

    private <T> Optional<T> read(Field about, Function<Object, Optional<T>> reader) {
        required(about);
        Object value = fields.get(about.name());
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> found = reader.apply(value);
        if (found.isEmpty()) {
            problem(about.name(), Values.wrong(about, value));
        }
        return found;
    }

    /** Reports every field that there is not. */
    public void end() {
        List<String> known = definition.names();
        fields.keySet().stream()
                .filter(field -> !known.contains(field))
                .sorted()
                .forEach(field -> problem(
                        field,
                        Suggestion.near(field, known)
                                .map(near -> "unknown field: did you mean " + near + "?")
                                .orElse("unknown field: must be one of " + String.join(", ", known))));
    }

    private void required(Field field) {
        if (field.required() && fields.get(field.name()) == null) {
            boolean words = field.type() == Type.CHOICE && field.example().isEmpty();
            String example = words ? field.words().get(0) : field.example();
            problem(
                    field.name(),
                    "must be given" + (example.isEmpty() ? "" : ", e.g. " + field.name() + ": " + example));
        }
    }
}
