package io.flyball.policy.automate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** Worked out with a calendar; 2026-11-23 is a Monday. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0 2 * * ?          | 2026-11-23T01:59:59 | 2026-11-23T02:00:00",
                "0 0 2 * * ?          | 2026-11-23T02:00:00 | 2026-11-24T02:00:00",
                "0 0 2 * * ? 2028     | 2026-11-23T02:00:00 | 2028-01-01T02:00:00",
                "*/20 * * * * ?       | 2026-11-23T02:00:01 | 2026-11-23T02:00:20",
                "0 5/20 * * * ?       | 2026-11-23T02:06:00 | 2026-11-23T02:25:00",
                "0 10-40/15 22-1 * * ?| 2026-11-23T23:41:00 | 2026-11-24T00:10:00",
                "0 0 12 ? * MON-FRI   | 2026-11-27T12:00:00 | 2026-11-30T12:00:00",
                "0 0 12 ? * 2         | 2026-11-23T12:00:00 | 2026-11-30T12:00:00",
                "0 0 12 ? * FRI-MON   | 2026-11-23T12:00:00 | 2026-11-27T12:00:00",
                "0 0 12 L * ?         | 2026-11-23T12:00:00 | 2026-11-30T12:00:00",
                "0 0 12 L-3 * ?       | 2026-11-23T12:00:00 | 2026-11-27T12:00:00",
                "0 0 12 LW 1 ?        | 2026-11-23T12:00:00 | 2027-01-29T12:00:00",
                "0 0 12 15W * ?       | 2026-11-01T00:00:00 | 2026-11-16T12:00:00",
                "0 0 12 1W * ?        | 2027-04-30T00:00:00 | 2027-05-03T12:00:00",
                "0 0 12 31W * ?       | 2027-04-01T00:00:00 | 2027-05-31T12:00:00",
                "0 0 12 ? * 6L        | 2026-11-23T12:00:00 | 2026-11-27T12:00:00",
                "0 0 12 ? * FRI#3     | 2026-11-23T12:00:00 | 2026-12-18T12:00:00",
                "0 0 12 ? * 6#5       | 2026-11-23T12:00:00 | 2027-01-29T12:00:00",
                "0 0 0 29 2 ?         | 2026-11-23T12:00:00 | 2028-02-29T00:00:00",
                "30 4 1,15 * 5        | 2026-11-23T12:00:00 | 2026-11-27T04:30:00",
                "30 4 1,15 * 5        | 2026-11-28T12:00:00 | 2026-12-01T04:30:00",
                "30 4 */2 * 5         | 2026-11-21T12:00:00 | 2026-11-27T04:30:00",
                "0 0 * * 0            | 2026-11-23T12:00:00 | 2026-11-29T00:00:00",
                "0 0 * * 7            | 2026-11-23T12:00:00 | 2026-11-29T00:00:00",
                "0 0 * feb-mar fri-sun| 2026-11-23T12:00:00 | 2027-02-05T00:00:00",
                "@weekly              | 2026-11-23T12:00:00 | 2026-11-29T00:00:00",
                "@hourly              | 2026-11-23T12:00:00 | 2026-11-23T13:00:00",
            })
    void findsTheNextTime(String text, LocalDateTime after, LocalDateTime expected) {
        assertThat(Cron.parse(text, ZoneOffset.UTC).next(after.toInstant(ZoneOffset.UTC)))
                .contains(expected.toInstant(ZoneOffset.UTC));
    }

    @Test
    void aTimeThatIsSkippedRunsAtTheChangeAndOneThatComesTwiceRunsOnce() {
        Cron cron = Cron.parse("0 30 2 * * ?", BERLIN);
        assertThat(times(cron, "2026-03-28T00:00:00Z", 3))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        assertThat(times(cron, "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void anExpressionForEveryHourFollowsRealTime() {
        Cron cron = Cron.parse("0 30 * * * ?", BERLIN);
        assertThat(times(cron, "2026-03-29T00:00:00Z", 2))
                .containsExactly("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z");
        assertThat(times(cron, "2026-10-25T00:00:00Z", 3))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z");
    }

    @Test
    void aDayThatAPlaceSkippedRunsWhenTheNextDayBegins() {
        Cron cron = Cron.parse("0 0 2 30 12 ?", ZoneId.of("Pacific/Apia"));
        assertThat(times(cron, "2011-12-01T00:00:00Z", 1)).containsExactly("2011-12-30T10:00:00Z");
    }

    @Test
    void isDueOnceATimeLiesBetweenTheLastRunAndNow() {
        Cron cron = Cron.parse("0 0 2 * * ?", ZoneOffset.UTC);
        Instant two = Instant.parse("2026-11-23T02:00:00Z");
        assertThat(cron.isDue(two.minusSeconds(1), two)).isTrue();
        assertThat(cron.isDue(two, two)).isFalse();
        assertThat(cron.isDue(two, two.plusSeconds(86_399))).isFalse();
        assertThat(cron.isDue(two, two.plusSeconds(10 * 86_400))).isTrue();
        assertThat(cron.isDue(two.plusSeconds(86_400), two)).isFalse();
    }

    @Test
    void endsWithItsYearsAndBearsTheEndsOfTime() {
        Cron past = Cron.parse("0 0 2 * * ? 2020-2021", BERLIN);
        assertThat(past.next(Instant.parse("2026-11-23T00:00:00Z"))).isEmpty();
        Cron daily = Cron.parse("0 0 2 * * ?", BERLIN);
        assertThat(daily.next(Instant.MAX)).isEmpty();
        assertThat(daily.next(Instant.MIN)).contains(Instant.parse("1970-01-01T01:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''               | 5, 6 or 7 fields, at most 200 characters",
                "0 0 2            | 5 fields (minute hour day month weekday) or 6 to 7 (second first, year last), not 3",
                "0 0 24 * * ?     | hour: 0 to 23, not '24'",
                "60 * * * *       | minute: 0 to 59, not '60'",
                "*/90 * * * *     | minute: a step of 1 to 59, not '90'",
                "*/0 * * * *      | minute: a step of 1 to 59, not '0'",
                "1,,2 * * * *     | minute: 0 to 59, not ''",
                "-5 * * * *       | minute: 0 to 59, not ''",
                "40-20 * * * *    | minute: a range from low to high, not '40-20'",
                "0 0 2 32 * ?     | day of month: 1 to 31, not '32'",
                "0 0 2 ? * 0      | day of week: 1 to 7 or SUN to SAT, not '0'",
                "0 0 * * 8        | day of week: 0 to 7 or SUN to SAT, not '8'",
                "0 0 2 ? FEBR 1   | month: 1 to 12 or JAN to DEC, not 'FEBR'",
                "0 0 2 ? * ?      | with ? in one of day of month and day of week, not in both",
                "0 0 2 1 * MON    | with ? in one of day of month and day of week, not '1' and 'MON'",
                "0 0 2 L,15 * ?   | day of month: numbers, L, L-n, LW or nW (the letters not in a list), not 'L,15'",
                "0 0 2 L-31 * ?   | day of month: L-0 to L-30, not 'L-31'",
                "0 0 2 ? * 6#6    | day of week: day#1 to day#5, not '6#6'",
                "0 0 L * *        | day of month: without L, W and #, which need the form with seconds, not 'L'",
                "0 0 * * 5#2      | day of week: without L, W and #, which need the form with seconds, not '5#2'",
                "0 0 0 30 2 ?     | a day that exists in a year from 1970 to 2099",
                "0 0 0 29 2 ? 2027| a day that exists in a year from 1970 to 2099",
                "0 0 2 * * ? 2100 | year: 1970 to 2099, not '2100'",
                "@reboot          | one of @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually or 5 to 7 fields, not '@reboot'",
            })
    void saysWhatIsWrong(String text, String rule) {
        assertThat(Cron.problem(text)).contains(rule);
        assertThatThrownBy(() -> Cron.parse(text, BERLIN)).hasMessage("schedule = '" + text + "': must be " + rule);
    }

    private static List<String> times(Cron cron, String after, int count) {
        List<String> times = new ArrayList<>();
        Instant time = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            time = cron.next(time).orElseThrow();
            times.add(time.toString());
        }
        return times;
    }
}
