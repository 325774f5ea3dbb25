package io.flyball.policy.automate;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of a cron expression: which numbers and names it takes, and how its text becomes a set of numbers.
 *
 * <p>Text is a list of {@code *}, {@code a}, {@code a-b}, each with an optional step: {@code 10-40/15} = 10, 25, 40;
 * {@code 5/20} = 5, 25, 45 (to the end of the field).
 *
 * @param name in messages
 * @param names of the values from {@code min} on; empty when the field takes numbers only
 * @param maxStep largest step that still means something
 * @param wraps whether {@code 22-2} is allowed and means 22, 23, 0, 1, 2
 */
record CronField(String name, int min, int max, List<String> names, int maxStep, boolean wraps) {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    static final int FIRST_YEAR = 1970;
    static final int LAST_YEAR = 2099;

    static CronField second() {
        return new CronField("second", 0, 59, List.of(), 59, true);
    }

    static CronField minute(boolean quartz) {
        return new CronField("minute", 0, 59, List.of(), 59, quartz);
    }

    static CronField hour(boolean quartz) {
        return new CronField("hour", 0, 23, List.of(), 23, quartz);
    }

    static CronField dayOfMonth() {
        return new CronField("day of month", 1, 31, List.of(), 31, false);
    }

    static CronField month(boolean quartz) {
        return new CronField("month", 1, 12, MONTHS, 12, quartz);
    }

    /** Quartz counts 1 = Sunday to 7 = Saturday, unix 0 = Sunday to 7 = Sunday again. */
    static CronField dayOfWeek(boolean quartz) {
        return new CronField("day of week", quartz ? 1 : 0, 7, DAYS, 7, true);
    }

    static CronField year() {
        return new CronField("year", FIRST_YEAR, LAST_YEAR, List.of(), LAST_YEAR - FIRST_YEAR, false);
    }

    /** @throws IllegalArgumentException with the rule that {@code text} breaks */
    BitSet parse(String text) {
        BitSet values = new BitSet();
        for (String part : text.split(",", -1)) {
            addPart(values, part);
        }
        return values;
    }

    private void addPart(BitSet values, String part) {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : step(part.substring(slash + 1));
        if (range.equals("*")) {
            add(values, min, max, step);
            return;
        }
        int dash = range.indexOf('-');
        int from = value(dash < 0 ? range : range.substring(0, dash));
        int to = dash >= 0 ? value(range.substring(dash + 1)) : slash >= 0 ? max : from;
        if (from > to && !wraps) {
            throw broken("a range from low to high, not '%s'", range);
        }
        add(values, from, from > to ? to + span() : to, step);
    }

    /** Unix' day 7 is day 0: that field spans 7 days although it takes 8 numbers. */
    private int span() {
        return name.equals("day of week") ? 7 : max - min + 1;
    }

    private void add(BitSet values, int from, int to, int step) {
        for (int value = from; value <= to; value += step) {
            values.set(value > max ? value - span() : value);
        }
    }

    private int step(String text) {
        int step = number(text);
        if (step < 1 || step > maxStep) {
            throw broken("a step of 1 to %d, not '%s'", maxStep, text);
        }
        return step;
    }

    /** The number behind a number or a name. */
    int value(String text) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        int value = named >= 0 ? named + min : number(text);
        if (value < min || value > max) {
            throw broken("%s, not '%s'", values(), text);
        }
        return value;
    }

    /** -1 for everything that is not a plain number. */
    static int number(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    }

    private String values() {
        String numbers = min + " to " + max;
        return names.isEmpty() ? numbers : numbers + " or " + names.get(0) + " to " + names.get(names.size() - 1);
    }

    IllegalArgumentException broken(String rule, Object... values) {
        return new IllegalArgumentException(name + ": " + rule.formatted(values));
    }
}
