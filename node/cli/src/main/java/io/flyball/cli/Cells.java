package io.flyball.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values of the API as people read them. */
public final class Cells {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private Cells() {}

    /** Text of a field, empty when absent. */
    public static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? "" : value.asText();
    }

    /** Local time of day. */
    public static String clock(JsonNode node, String field) {
        String text = text(node, field);
        return text.isEmpty() ? "" : CLOCK.format(Instant.parse(text));
    }

    /** Time since an instant, in its largest unit. */
    public static String age(JsonNode node, String field, Instant now) {
        String text = text(node, field);
        if (text.isEmpty()) {
            return "";
        }
        long seconds = Math.max(0, Duration.between(Instant.parse(text), now).toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 7200) {
            return seconds / 60 + "m";
        }
        return seconds < 172_800 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }

    public static String number(JsonNode metrics, String metric, double scale, int digits, String unit) {
        JsonNode value = metrics.path(metric);
        return value.isNumber()
                ? String.format(Locale.ROOT, "%." + digits + "f%s", value.asDouble() * scale, unit)
                : "";
    }

    public static String megabytes(JsonNode metrics, String metric) {
        return number(metrics, metric, 1.0 / (1024 * 1024), 0, " MiB");
    }

    public static String milliseconds(JsonNode metrics, String metric) {
        return number(metrics, metric, 1_000, 0, " ms");
    }

    public static String change(JsonNode decision) {
        String from = text(decision, "from");
        String to = text(decision, "to");
        return from.equals(to) ? to : from + " → " + to;
    }

    /** At most {@code width} characters. */
    public static String cut(String text, int width) {
        return text.codePointCount(0, text.length()) <= width
                ? text
                : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }
}
