package io.flyball.server.settings;

import java.util.ArrayList;
import java.util.List;

/** Collects mistakes, so that an operator sees all of them at once. */
final class Problems {
    private final String path;
    private final List<String> found = new ArrayList<>();

    Problems(String path) {
        this.path = path;
    }

    void require(boolean holds, String key, Object value, String rule) {
        if (!holds) {
            found.add(path + "." + key + " = " + value + ": must be " + rule);
        }
    }

    void add(String problem) {
        found.add(problem);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SettingsException(String.join("\n", found));
        }
    }
}
