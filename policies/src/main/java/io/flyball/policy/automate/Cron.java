package io.flyball.policy.automate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * A schedule in the words of cron, in a time zone.
 *
 * <p>Six or seven fields as Quartz has them ({@code second minute hour day-of-month month day-of-week [year]}, Sunday =
 * 1, {@code ?} in one day field, {@code L}, {@code W}, {@code #}), five as unix has them ({@code minute hour day-of-month
 * month day-of-week}, Sunday = 0 or 7, either day field is enough when both are restricted), or {@code @daily} and the
 * like.
 *
 * <p>When clocks change: an expression that names certain hours runs once for each local day it names. A time that is
 * skipped runs at the moment of the change; a time that comes twice runs the first time only. An expression for every
 * hour follows real time: it is not caught up and runs in both of the two equal hours.
 *
 * <p>Example: {@code 0 30 2 * * ?} in Europe/Berlin runs on 2026-03-29 at 03:00 summer time (02:30 does not exist) and on
 * 2026-10-25 at 02:30 summer time, not again an hour later.
 */
public final class Cron {
    private static final LocalDate FIRST_DAY = LocalDate.of(CronField.FIRST_YEAR, 1, 1);
    private static final LocalDate END = LocalDate.of(CronField.LAST_YEAR + 1, 1, 1);

    private final String text;
    private final CronText fields;
    private final ZoneId zone;

    private Cron(String text, CronText fields, ZoneId zone) {
        this.text = text;
        this.fields = fields;
        this.zone = zone;
    }

    /** @throws IllegalArgumentException {@code schedule = <text>: must be <rule>} */
    public static Cron parse(String text, ZoneId zone) {
        try {
            return new Cron(text.strip(), valid(text), zone);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("schedule = '" + text + "': must be " + e.getMessage(), e);
        }
    }

    /**
     * Why {@code text} is not a schedule, as the words after "must be"; empty when it is one. An expression that no
     * day satisfies, like 30 February, is none.
     */
    public static Optional<String> problem(String text) {
        try {
            valid(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static CronText valid(String text) {
        CronText fields = CronText.parse(text);
        if (nextDay(fields, FIRST_DAY, END).isEmpty()) {
            throw new IllegalArgumentException(
                    "a day that exists in a year from %d to %d".formatted(CronField.FIRST_YEAR, CronField.LAST_YEAR));
        }
        return fields;
    }

    /** First time strictly after {@code after}; empty when the years named, or 2099, are over. */
    public Optional<Instant> next(Instant after) {
        ZoneRules rules = zone.getRules();
        Instant end = instant(END.atStartOfDay(), rules);
        Instant first = instant(FIRST_DAY.atStartOfDay(), rules);
        if (!after.isBefore(end)) {
            return Optional.empty();
        }
        Instant cursor = after.isBefore(first)
                ? first
                : after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (cursor.isBefore(end)) {
            ZoneOffsetTransition begun = rules.previousTransition(cursor.plusSeconds(1));
            ZoneOffsetTransition ending = rules.nextTransition(cursor);
            Instant until = ending == null || ending.getInstant().isAfter(end) ? end : ending.getInstant();
            Optional<Instant> found = between(cursor, until, rules.getOffset(cursor), begun);
            if (found.isPresent()) {
                return found;
            }
            cursor = until;
        }
        return Optional.empty();
    }

    /** Whether a time of this schedule lies in ({@code last}, {@code now}]. */
    public boolean isDue(Instant last, Instant now) {
        return last.isBefore(now)
                && next(last).filter(time -> !time.isAfter(now)).isPresent();
    }

    /** Between two changes of the clock, in which local time runs evenly. */
    private Optional<Instant> between(Instant from, Instant until, ZoneOffset offset, ZoneOffsetTransition begun) {
        LocalDateTime start = LocalDateTime.ofEpochSecond(from.getEpochSecond(), 0, offset);
        if (begun != null && !fields.isEveryHour()) {
            if (begun.isGap()
                    && begun.getInstant().equals(from)
                    && nextLocal(begun.getDateTimeBefore(), begun.getDateTimeAfter())
                            .isPresent()) {
                return Optional.of(from);
            }
            if (begun.isOverlap() && begun.getDateTimeBefore().isAfter(start)) {
                start = begun.getDateTimeBefore(); // the hour that comes twice had its turn
            }
        }
        LocalDateTime end = LocalDateTime.ofEpochSecond(until.getEpochSecond(), 0, offset);
        return nextLocal(start, end).map(time -> time.toInstant(offset));
    }

    private Optional<LocalDateTime> nextLocal(LocalDateTime from, LocalDateTime end) {
        LocalDate lastDay = end.toLocalDate().plusDays(1);
        LocalTime earliest = from.toLocalTime();
        LocalDate day = from.toLocalDate();
        while (true) {
            Optional<LocalDate> found = nextDay(fields, day, lastDay);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Optional<LocalTime> time = nextTime(found.get().equals(from.toLocalDate()) ? earliest : LocalTime.MIN);
            if (time.isPresent()) {
                return time.map(found.get()::atTime).filter(at -> at.isBefore(end));
            }
            day = found.get().plusDays(1);
        }
    }

    private static Optional<LocalDate> nextDay(CronText fields, LocalDate from, LocalDate end) {
        LocalDate day = from;
        while (day.isBefore(end)) {
            if (!fields.years().get(day.getYear())) {
                day = LocalDate.of(day.getYear() + 1, 1, 1);
            } else if (!fields.months().get(day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
            } else if (!fields.matches(day)) {
                day = day.plusDays(1);
            } else {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    private Optional<LocalTime> nextTime(LocalTime from) {
        int hour = fields.hours().nextSetBit(from.getHour());
        boolean sameHour = hour == from.getHour();
        int minute = fields.minutes().nextSetBit(sameHour ? from.getMinute() : 0);
        boolean sameMinute = sameHour && minute == from.getMinute();
        int second = fields.seconds().nextSetBit(sameMinute ? from.getSecond() : 0);
        if (hour < 0) {
            return Optional.empty();
        }
        if (minute < 0) {
            return hour == 23 ? Optional.empty() : nextTime(LocalTime.of(hour + 1, 0));
        }
        if (second < 0) {
            LocalTime later = LocalTime.of(hour, minute).plusMinutes(1);
            return later.equals(LocalTime.MIN) ? Optional.empty() : nextTime(later);
        }
        return Optional.of(LocalTime.of(hour, minute, second));
    }

    private static Instant instant(LocalDateTime local, ZoneRules rules) {
        return local.toInstant(rules.getOffset(local));
    }

    public ZoneId zone() {
        return zone;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron cron && text.equals(cron.text) && zone.equals(cron.zone);
    }

    @Override
    public int hashCode() {
        return text.hashCode() + zone.hashCode();
    }

    /** The expression as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
