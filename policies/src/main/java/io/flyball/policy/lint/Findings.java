package io.flyball.policy.lint;

import io.flyball.policy.lint.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects what is found below one path of the document. */
final class Findings {
    private final List<Finding> found = new ArrayList<>();

    void error(String name, String path, Object value, String rule, String why, String mend) {
        found.add(new Finding(name, Severity.ERROR, path, String.valueOf(value), rule, why, mend));
    }

    void warning(String name, String path, Object value, String rule, String why, String mend) {
        found.add(new Finding(name, Severity.WARNING, path, String.valueOf(value), rule, why, mend));
    }

    /** Errors first, each kind in the order found. */
    List<Finding> all() {
        List<Finding> ordered =
                new ArrayList<>(found.stream().filter(Finding::isError).toList());
        found.stream().filter(one -> !one.isError()).forEach(ordered::add);
        return List.copyOf(ordered);
    }
}
