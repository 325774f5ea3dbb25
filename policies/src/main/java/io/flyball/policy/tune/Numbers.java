package io.flyball.policy.tune;

import java.util.Locale;

/** Sentences with numbers, the same on every machine. */
public final class Numbers {
    private Numbers() {}

    public static String show(String sentence, Object... values) {
        return String.format(Locale.ROOT, sentence, values);
    }
}
