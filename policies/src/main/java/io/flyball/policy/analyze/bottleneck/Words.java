package io.flyball.policy.analyze.bottleneck;

import java.util.Locale;

/** Numbers in sentences. */
final class Words {
    private Words() {}

    static String of(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** {@code 31 %} of 0.31. */
    static String percent(double ratio) {
        return of("%.0f %%", ratio * 100);
    }

    /** Three digits at most, e.g. {@code 0.25}, {@code 12.3}, {@code 1200}. */
    static String number(double value) {
        double size = Math.abs(value);
        return size >= 1e9 ? of("%.3g", value) : of(size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }

    /** {@code 400 ms}, {@code 12 s}, {@code 3.5 h}. */
    static String time(double seconds) {
        if (seconds < 1) {
            return of("%.0f ms", seconds * 1000);
        }
        return seconds < 600 ? of("%.0f s", seconds) : number(seconds / 3600) + " h";
    }

    static String megabytes(double bytes) {
        return number(bytes / (1 << 20)) + " MB";
    }
}
