package io.flyball.policy.automate;

import java.util.Map;
import java.util.TreeMap;

/** Something to do, by name, with parameters: {@code collect}, {@code custom.little {target=0.7}}. */
public record Action(String name, Map<String, String> parameters) {
    public Action {
        parameters = Map.copyOf(parameters);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name = '" + name + "': must be given");
        }
    }

    @Override
    public String toString() {
        return parameters.isEmpty() ? name : name + " " + new TreeMap<>(parameters);
    }
}
