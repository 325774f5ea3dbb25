package io.flyball.policy.tune;

import java.util.Locale;

/** Sentences with numbers, the same on every machine. */
final class Numbers {
    private Numbers() {}

    static String show(String sentence, Object... values) {
        return String.format(Locale.ROOT, sentence, values);
    }
}
