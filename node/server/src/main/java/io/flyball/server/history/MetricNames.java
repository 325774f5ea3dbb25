package io.flyball.server.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The numbers that stand for metric names in rows, each name once. A number never changes its meaning; new ones are
 * {@link #unsaved} until they were stored with the first row that uses them.
 */
final class MetricNames {
    /** More distinct names than this are a mistake of some service, and would fill the memory of every member. */
    static final int MOST_NAMES = 65_536;

    static final int LONGEST_NAME = 255;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int saved;

    /** Takes a stored pair; they come in the order of their numbers. */
    void load(int number, String name) {
        if (number != names.size() || numbers.putIfAbsent(name, number) != null) {
            throw new StoreException("metric name " + number + " = '" + name + "': must follow " + names.size());
        }
        names.add(name);
        saved = names.size();
    }

    /** Empty when the name is too long or there are too many: such a value cannot be stored. */
    OptionalInt number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return OptionalInt.of(known);
        }
        if (names.size() >= MOST_NAMES || name.isEmpty() || name.length() > LONGEST_NAME) {
            return OptionalInt.empty();
        }
        numbers.put(name, names.size());
        names.add(name);
        return OptionalInt.of(names.size() - 1);
    }

    String name(int number) {
        if (number < 0 || number >= names.size()) {
            throw new StoreException("metric number = " + number + ": must be below " + names.size());
        }
        return names.get(number);
    }

    /** The first number that is not stored yet, up to {@link #size}. */
    int unsaved() {
        return saved;
    }

    int size() {
        return names.size();
    }

    void saved() {
        saved = names.size();
    }
}
