package io.flyball.policy.automate;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A cron expression taken apart: the local times of a day, and the days, that it means.
 *
 * @param days of the month and of the week together; month and year are apart so that whole months can be skipped
 */
record CronText(BitSet seconds, BitSet minutes, BitSet hours, BitSet months, BitSet years, Predicate<LocalDate> days) {
    private static final int LONGEST = 200;

    private static final Map<String, String> SHORTCUTS = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    /** @throws IllegalArgumentException with the rule that {@code text} breaks */
    static CronText parse(String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw broken("5, 6 or 7 fields, at most %d characters".formatted(LONGEST));
        }
        String trimmed = text.strip();
        if (trimmed.startsWith("@")) {
            return parse(shortcut(trimmed));
        }
        List<String> fields = List.of(trimmed.toUpperCase(Locale.ROOT).split("\\s+"));
        return switch (fields.size()) {
            case 5 -> unix(fields);
            case 6 -> quartz(fields, "*");
            case 7 -> quartz(fields, fields.get(6));
            default ->
                throw broken("5 fields (minute hour day month weekday) or 6 to 7 (second first, year last), not "
                        + fields.size());
        };
    }

    private static String shortcut(String text) {
        String fields = SHORTCUTS.get(text.toLowerCase(Locale.ROOT));
        if (fields == null) {
            throw broken(
                    "one of @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually or 5 to 7 fields, not '%s'"
                            .formatted(text));
        }
        return fields;
    }

    /** As Vixie's cron: where both day fields are restricted, either is enough; one that starts with * joins by and. */
    private static CronText unix(List<String> fields) {
        String month = fields.get(2);
        String week = fields.get(4);
        Predicate<LocalDate> ofMonth = CronDays.ofMonth(anyDay(month), false);
        Predicate<LocalDate> ofWeek = CronDays.ofWeek(anyDay(week), false);
        boolean both = !anyDay(month).startsWith("*") && !anyDay(week).startsWith("*");
        BitSet zero = new BitSet();
        zero.set(0);
        return new CronText(
                zero,
                CronField.minute(false).parse(fields.get(0)),
                CronField.hour(false).parse(fields.get(1)),
                CronField.month(false).parse(fields.get(3)),
                CronField.year().parse("*"),
                both ? ofMonth.or(ofWeek) : ofMonth.and(ofWeek));
    }

    /** As Quartz: only one of the two day fields may be restricted. */
    private static CronText quartz(List<String> fields, String year) {
        String month = fields.get(3);
        String week = fields.get(5);
        if (month.equals("?") && week.equals("?")) {
            throw broken("with ? in one of day of month and day of week, not in both");
        }
        if (!anyDay(month).equals("*") && !anyDay(week).equals("*")) {
            throw broken("with ? in one of day of month and day of week, not '%s' and '%s'".formatted(month, week));
        }
        return new CronText(
                CronField.second().parse(fields.get(0)),
                CronField.minute(true).parse(fields.get(1)),
                CronField.hour(true).parse(fields.get(2)),
                CronField.month(true).parse(fields.get(4)),
                CronField.year().parse(year),
                CronDays.ofMonth(anyDay(month), true).and(CronDays.ofWeek(anyDay(week), true)));
    }

    private static String anyDay(String field) {
        return field.equals("?") ? "*" : field;
    }

    private static IllegalArgumentException broken(String rule) {
        return new IllegalArgumentException(rule);
    }

    boolean isEveryHour() {
        return hours.cardinality() == 24;
    }

    boolean matches(LocalDate date) {
        return years.get(date.getYear()) && months.get(date.getMonthValue()) && days.test(date);
    }
}
