package io.flyball.policy.automate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which days a cron expression means: from its day-of-month and its day-of-week field.
 *
 * <p>With six or seven fields, Quartz' letters: {@code L} the last day, {@code L-3} three days before it, {@code LW} the
 * last weekday, {@code 15W} the weekday nearest to the 15th in the same month, {@code 6L} the last Friday, {@code 6#3} the
 * third Friday. A month without the day meant (31W in April, a fifth Friday) has none.
 */
final class CronDays {
    private static final Pattern FROM_LAST = Pattern.compile("L(?:-([0-9]{1,2}))?(W)?");
    private static final Pattern NEAR = Pattern.compile("([0-9]{1,2})W");
    private static final Pattern LAST_OF_WEEK = Pattern.compile("(.+)L");
    private static final Pattern NTH_OF_WEEK = Pattern.compile("(.+)#(.*)");

    private CronDays() {}

    static Predicate<LocalDate> ofMonth(String text, boolean quartz) {
        CronField field = CronField.dayOfMonth();
        if (!hasLetter(text)) {
            BitSet days = field.parse(text);
            return date -> days.get(date.getDayOfMonth());
        }
        requireQuartz(field, text, quartz);
        Matcher fromLast = FROM_LAST.matcher(text);
        if (fromLast.matches()) {
            return fromLast(field, fromLast);
        }
        Matcher near = NEAR.matcher(text);
        if (near.matches()) {
            int day = field.value(near.group(1));
            return date -> day <= date.lengthOfMonth() && date.equals(weekdayNearest(date.withDayOfMonth(day)));
        }
        throw field.broken("numbers, L, L-n, LW or nW (the letters not in a list), not '%s'", text);
    }

    private static Predicate<LocalDate> fromLast(CronField field, Matcher text) {
        int before = text.group(1) == null ? 0 : CronField.number(text.group(1));
        if (before > 30) {
            throw field.broken("L-0 to L-30, not '%s'", text.group());
        }
        boolean weekday = text.group(2) != null;
        return date -> {
            int day = date.lengthOfMonth() - before;
            return day >= 1
                    && date.equals(weekday ? weekdayNearest(date.withDayOfMonth(day)) : date.withDayOfMonth(day));
        };
    }

    static Predicate<LocalDate> ofWeek(String text, boolean quartz) {
        CronField field = CronField.dayOfWeek(quartz);
        if (quartz && text.equals("L")) {
            return date -> date.getDayOfWeek() == DayOfWeek.SATURDAY; // as Quartz: the last day of its week
        }
        Matcher nth = NTH_OF_WEEK.matcher(text);
        Matcher last = LAST_OF_WEEK.matcher(text);
        if (!nth.matches() && !last.matches()) {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            field.parse(text).stream().forEach(day -> days.add(isoDay(day, quartz)));
            return date -> days.contains(date.getDayOfWeek());
        }
        requireQuartz(field, text, quartz);
        if (nth.matches()) {
            DayOfWeek day = isoDay(field.value(nth.group(1)), true);
            int which = CronField.number(nth.group(2));
            if (which < 1 || which > 5) {
                throw field.broken("day#1 to day#5, not '%s'", text);
            }
            return date -> date.getDayOfWeek() == day && (date.getDayOfMonth() - 1) / 7 + 1 == which;
        }
        DayOfWeek day = isoDay(field.value(last.group(1)), true);
        return date -> date.getDayOfWeek() == day && date.getDayOfMonth() + 7 > date.lengthOfMonth();
    }

    private static boolean hasLetter(String text) {
        return text.indexOf('L') >= 0 || text.indexOf('W') >= 0;
    }

    private static void requireQuartz(CronField field, String text, boolean quartz) {
        if (!quartz) {
            throw field.broken("without L, W and #, which need the form with seconds, not '%s'", text);
        }
    }

    /** Within the month: Saturday the 1st moves to Monday the 3rd, Sunday the last to the Friday before. */
    private static LocalDate weekdayNearest(LocalDate date) {
        return switch (date.getDayOfWeek()) {
            case SATURDAY -> date.getDayOfMonth() == 1 ? date.plusDays(2) : date.minusDays(1);
            case SUNDAY -> date.getDayOfMonth() == date.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
            default -> date;
        };
    }

    private static DayOfWeek isoDay(int day, boolean quartz) {
        int fromSunday = quartz ? day - 1 : day % 7;
        return fromSunday == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(fromSunday);
    }
}
