package io.flyball.server.http.answer;

import java.util.Map;
import java.util.TreeMap;

/** JSON has no NaN: what was not measured is left out. */
final class Numbers {
    private Numbers() {}

    static Double orAbsent(double value) {
        return Double.isFinite(value) ? value : null;
    }

    static Map<String, Double> finite(Map<String, Double> values) {
        var sorted = new TreeMap<>(values);
        sorted.values().removeIf(value -> !Double.isFinite(value));
        return sorted;
    }
}
