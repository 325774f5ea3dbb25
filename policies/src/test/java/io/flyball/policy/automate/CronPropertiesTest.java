package io.flyball.policy.automate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every time that a minute-by-minute scan finds, and no other, also where clocks change. */
class CronPropertiesTest {
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "America/Sao_Paulo",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "Pacific/Apia",
            "Asia/Kathmandu");

    /** The fields as plain sets, and the text that says the same. */
    private record Expression(
            String text,
            TreeSet<Integer> minutes,
            TreeSet<Integer> hours,
            TreeSet<Integer> days,
            TreeSet<Integer> months,
            TreeSet<Integer> week,
            boolean either) {
        boolean matches(LocalDateTime time) {
            boolean ofMonth = days.contains(time.getDayOfMonth());
            boolean ofWeek = week.contains(
                    time.getDayOfWeek() == DayOfWeek.SUNDAY
                            ? 0
                            : time.getDayOfWeek().getValue());
            return minutes.contains(time.getMinute())
                    && hours.contains(time.getHour())
                    && months.contains(time.getMonthValue())
                    && (either ? ofMonth || ofWeek : ofMonth && ofWeek);
        }

        boolean firesAt(Instant instant, ZoneRules rules) {
            LocalDateTime local = LocalDateTime.ofInstant(instant, rules.getOffset(instant));
            if (hours.size() == 24) {
                return matches(local);
            }
            ZoneOffsetTransition change = rules.getTransition(local);
            boolean isSecond = change != null
                    && change.isOverlap()
                    && change.getOffsetAfter().equals(rules.getOffset(instant));
            return (matches(local) && !isSecond) || skipped(instant, rules);
        }

        private boolean skipped(Instant instant, ZoneRules rules) {
            ZoneOffsetTransition change = rules.previousTransition(instant.plusSeconds(1));
            if (change == null || !change.isGap() || !change.getInstant().equals(instant)) {
                return false;
            }
            LocalDateTime time = change.getDateTimeBefore();
            while (time.isBefore(change.getDateTimeAfter())) {
                if (matches(time)) {
                    return true;
                }
                time = time.plusMinutes(1);
            }
            return false;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void firesExactlyWhenAScanOfEveryMinuteSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5; i++) {
            Expression expression = expression(random);
            ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            Instant from = start(random, zone.getRules());
            Instant to = from.plus(Duration.ofDays(3));
            assertThat(times(Cron.parse(expression.text(), zone), from, to))
                    .as("%s in %s from %s", expression.text(), zone, from)
                    .isEqualTo(scan(expression, zone.getRules(), from, to));
        }
    }

    private static List<Instant> times(Cron cron, Instant from, Instant to) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> time = cron.next(from);
        while (time.isPresent() && !time.get().isAfter(to)) {
            times.add(time.get());
            time = cron.next(time.get());
        }
        return times;
    }

    private static List<Instant> scan(Expression expression, ZoneRules rules, Instant from, Instant to) {
        List<Instant> times = new ArrayList<>();
        for (Instant time = from.plusSeconds(60); !time.isAfter(to); time = time.plusSeconds(60)) {
            if (expression.firesAt(time, rules)) {
                times.add(time);
            }
        }
        return times;
    }

    /** Mostly the day before a clock changes. */
    private static Instant start(SplittableRandom random, ZoneRules rules) {
        Instant any = Instant.parse("2000-01-01T00:00:00Z").plus(Duration.ofHours(random.nextLong(25 * 365 * 24)));
        ZoneOffsetTransition change = rules.nextTransition(any);
        return change == null || random.nextInt(4) == 0
                ? any
                : change.getInstant().minus(Duration.ofMinutes(random.nextLong(2880)));
    }

    private static Expression expression(SplittableRandom random) {
        while (true) {
            TreeSet<Integer> minutes = new TreeSet<>();
            TreeSet<Integer> hours = new TreeSet<>();
            TreeSet<Integer> days = new TreeSet<>();
            TreeSet<Integer> months = new TreeSet<>();
            TreeSet<Integer> week = new TreeSet<>();
            String dayText = field(random, 1, 31, days);
            String weekText = field(random, 0, 6, week);
            String text = String.join(
                    " ",
                    field(random, 0, 59, minutes),
                    field(random, 0, 23, hours),
                    dayText,
                    random.nextInt(3) == 0 ? field(random, 1, 12, months) : all(1, 12, months),
                    weekText);
            boolean either = !dayText.startsWith("*") && !weekText.startsWith("*");
            Expression made = new Expression(text, minutes, hours, days, months, week, either);
            if (exists(made)) {
                return made;
            }
        }
    }

    private static boolean exists(Expression expression) {
        return LocalDate.of(2000, 1, 1)
                .datesUntil(LocalDate.of(2028, 1, 1))
                .anyMatch(day -> expression.matches(day.atTime(
                        expression.hours().first(), expression.minutes().first())));
    }

    private static String field(SplittableRandom random, int min, int max, TreeSet<Integer> into) {
        switch (random.nextInt(5)) {
            case 0, 1:
                return all(min, max, into);
            case 2:
                int step = random.nextInt(1, max);
                add(into, min, max, step);
                return "*/" + step;
            case 3:
                int low = random.nextInt(min, max + 1);
                int high = random.nextInt(low, max + 1);
                int by = random.nextInt(1, 4);
                add(into, low, high, by);
                return low + "-" + high + "/" + by;
            default:
                List<String> list = new ArrayList<>();
                for (int i = 0; i < 1 + random.nextInt(3); i++) {
                    int value = random.nextInt(min, max + 1);
                    into.add(value);
                    list.add(String.valueOf(value));
                }
                return String.join(",", list);
        }
    }

    private static String all(int min, int max, TreeSet<Integer> into) {
        add(into, min, max, 1);
        return "*";
    }

    private static void add(TreeSet<Integer> into, int from, int to, int step) {
        for (int value = from; value <= to; value += step) {
            into.add(value);
        }
    }
}
