package io.flyball.simulator.demo.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One piece of evidence: whether it was seen, with the numbers that show it, or what was missing.
 *
 * @param seen what was observed, in order
 * @param missing what should have been and was not; empty when it passed
 */
record Check(String title, List<String> seen, List<String> missing) {
    Check {
        seen = List.copyOf(seen);
        missing = List.copyOf(missing);
    }

    boolean passed() {
        return missing.isEmpty();
    }

    static Builder of(String title) {
        return new Builder(title);
    }

    /** Collects a check line by line. */
    static final class Builder {
        private final String title;
        private final List<String> seen = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();

        private Builder(String title) {
            this.title = title;
        }

        Builder seen(String format, Object... values) {
            seen.add(String.format(Locale.ROOT, format, values));
            return this;
        }

        Builder missing(String format, Object... values) {
            missing.add(String.format(Locale.ROOT, format, values));
            return this;
        }

        /** The same sentence either way: it was so, or it was not. */
        Builder require(boolean holds, String format, Object... values) {
            return holds ? seen(format, values) : missing(format, values);
        }

        Check done() {
            return new Check(title, seen, missing);
        }
    }
}
