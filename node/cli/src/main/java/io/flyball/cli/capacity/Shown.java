package io.flyball.cli.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
final class Shown {
    static final double MIB = 1024 * 1024;
    private static final int BAR = 16;
    private static final double MOST_TIMES = 4;

    private Shown() {}

    static String value(double value, String unit) {
        return switch (unit) {
            case "1/s" -> rate(value);
            case "s" -> milliseconds(value);
            case "B" -> mib(value);
            case "ratio" -> share(value);
            case "x" -> number(value) + "x";
            default -> number(value);
        };
    }

    static String bar(double times) {
        int full = (int) Math.round(Math.min(MOST_TIMES, times) / MOST_TIMES * BAR);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    static String texts(JsonNode array, String between) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return String.join(between, texts);
    }

    static String counted(int instances) {
        return instances == 1 ? "1 instance" : instances + " instances";
    }

    static String rate(double perSecond) {
        return number(perSecond) + "/s";
    }

    static String milliseconds(double seconds) {
        return seconds >= 10 ? number(seconds) + " s" : number(seconds * 1e3) + " ms";
    }

    static String share(double ratio) {
        return number(ratio * 100) + " %";
    }

    static String mib(double bytes) {
        return number(bytes / MIB) + " MiB";
    }

    /** The same in every country. */
    static String digits(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }

    static String money(JsonNode value) {
        return String.format(Locale.ROOT, "%,.2f", value.asDouble());
    }

    /** Three or four digits, whole where it is whole. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9 || Math.abs(value) >= 1000 && Math.abs(value) < 1e9) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        double size = Math.abs(value);
        return size >= 1e9 || size < 1e-3
                ? String.format(Locale.ROOT, "%.3g", value)
                : String.format(
                        Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f", value);
    }
}
