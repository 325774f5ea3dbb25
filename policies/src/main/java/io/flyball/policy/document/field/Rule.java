package io.flyball.policy.document.field;

import io.flyball.policy.document.field.Field.Type;
import java.time.Duration;

/** What must stand in a field, in words: the end of every message about a value that does not. */
public final class Rule {
    private static final double BOUNDLESS = 1e15;

    private Rule() {}

    /** "must be a time from 100ms to 1h, e.g. 250ms, 5s, 5m, 2h or 14d". */
    public static String of(Field field) {
        String words = field.words().isEmpty() || field.type() == Type.CHOICE
                ? ""
                : ", or " + String.join(", ", field.words());
        return "must be " + values(field) + words;
    }

    private static String values(Field field) {
        String example = field.example().isEmpty() ? "" : ", e.g. " + field.example();
        return switch (field.type()) {
            case TEXT -> "text" + example;
            case NAME -> "1 to 63 lower-case letters, digits, '.' or '-'";
            case METRIC -> "a metric that agents report, or start with app.";
            case KNOB -> "the name of a knob, e.g. tomcat.maxThreads";
            case FLAG -> "true or false";
            case COUNT -> "a whole number" + range(field);
            case NUMBER -> "a number" + range(field) + example;
            case SHARE -> "a share" + range(field) + ", e.g. 60%";
            case SIZE -> "a size" + range(field) + ", e.g. 20MB or 128MiB";
            case VALUE -> "a value" + range(field) + (example.isEmpty() ? ", e.g. 250ms, 1% or 2GiB" : example);
            case TIME -> "a time" + range(field) + ", e.g. 250ms, 5s, 5m, 2h or 14d";
            case CHOICE -> oneOf(field);
            case CRON -> "a cron expression of 5 fields (minute first) or 6 (second first), e.g. \"0 8 * * 1-5\"";
            case ZONE -> "a time zone, e.g. Europe/Berlin or UTC";
            case SPAN -> "a range, the smaller end first" + example;
            case WAVE -> "a number of nodes from 1 or a share up to 100%, e.g. 25%";
            case CPUS -> "a number of processors or a list of their numbers, e.g. [0, 1]";
            case SCALAR -> "text, a number, true or false";
            case SECTION, ONE_OF, MAP -> "a mapping of fields";
            case LIST -> "a list";
        };
    }

    private static String oneOf(Field field) {
        int last = field.words().size() - 1;
        return last == 0
                ? field.words().get(0)
                : String.join(", ", field.words().subList(0, last)) + " or "
                        + field.words().get(last);
    }

    /** "from 1 to 100000", "above 0", "0 or more": bounds that no one can reach are not worth telling. */
    private static String range(Field field) {
        boolean below = isBound(field.max());
        if (!isBound(field.min())) {
            return below ? " up to " + Written.of(field, field.max()) : "";
        }
        if (below) {
            return " from " + Written.of(field, field.min()) + " to " + Written.of(field, field.max());
        }
        double min = field.min() instanceof Number number ? number.doubleValue() : 0;
        return min == Double.MIN_VALUE ? " above 0" : " from " + Written.of(field, field.min()) + " up";
    }

    private static boolean isBound(Object end) {
        return end instanceof Duration || end instanceof Number number && Math.abs(number.doubleValue()) < BOUNDLESS;
    }
}
