package io.flyball.policy.tune;

import java.util.Locale;

/** Sizes for people. */
public final class Bytes {
    private static final double MEGABYTE = 1e6;

    private Bytes() {}

    public static String show(double bytes) {
        return String.format(Locale.ROOT, bytes < 10 * MEGABYTE ? "%.1f MB" : "%.0f MB", bytes / MEGABYTE);
    }
}
