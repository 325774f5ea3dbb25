package io.flyball.policy.scale;

import java.util.Locale;

/** Numbers as people read them: at most four digits that matter. */
final class Numbers {
    private Numbers() {}

    static String show(double value) {
        double size = Math.abs(value);
        if (size >= 1e15 || (size < 0.1 && size > 0)) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        return size >= 10_000_000
                ? String.format(Locale.ROOT, "%.0fM", value / 1e6)
                : String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }
}
