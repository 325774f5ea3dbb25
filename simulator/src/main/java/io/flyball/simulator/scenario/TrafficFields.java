package io.flyball.simulator.scenario;

import static io.flyball.policy.document.PolicyFields.count;
import static io.flyball.policy.document.PolicyFields.number;
import static io.flyball.policy.document.PolicyFields.share;
import static io.flyball.policy.document.PolicyFields.time;

import io.flyball.policy.document.field.Field;
import io.flyball.policy.document.field.Field.Type;
import java.time.Duration;
import java.util.List;

/** Fields of an element of {@code spec.traffic}: one shape, and how it is changed. */
final class TrafficFields {
    static final List<String> SHAPES =
            List.of("constant", "diurnal", "spiky", "bursty", "ramp", "steps", "stairs", "flashCrowd", "trace");
    static final double MOST_RATE = 1e12;
    static final Duration LONGEST = Duration.ofDays(3650);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final double MOST_STAIRS = 10_000;

    private TrafficFields() {}

    static Field source() {
        return Field.section(
                "",
                "one kind of load; all of them add up",
                Field.section(
                        "constant",
                        "the same at all times",
                        rate("rate", "requests per second").needed()),
                diurnal(),
                spiky(),
                bursty(),
                ramp(),
                steps(),
                stairs(),
                flashCrowd(),
                Field.section(
                        "trace",
                        "a recorded load",
                        Field.of("file", Type.TEXT, "CSV of timestamp,value, beside the scenario")
                                .needed()
                                .eg("load.csv")),
                Field.section(
                        "slice",
                        "only a piece of it, moved to the start",
                        at("from", "where the piece begins"),
                        time("to", SHORT, LONGEST, "where it ends").needed().eg("7d")),
                time("repeat", SHORT, LONGEST, "begins again each such time").eg("1d"),
                number("faster", 1e-6, 1e6, "time is compressed: 24 turns a day into an hour")
                        .or(1.0),
                at("later", "it begins so much later"),
                share("weekend", 0, 100, "share of the load on Saturdays and Sundays")
                        .or(1.0),
                Field.oneOf(
                        "scale",
                        "makes it larger or smaller",
                        rate("peak", "so that its highest rate within the run is this"),
                        rate("p99", "so that 99 % of the run are at or below this rate"),
                        number("factor", 0, 1e9, "so many times as much")),
                Field.section(
                        "noise",
                        "random factor with a mean of 1",
                        share("deviation", 0, 10, "standard deviation of the factor")
                                .or(0.05),
                        time("memory", SHORT, LONGEST, "time after which the correlation is 1/e")
                                .or(MINUTE)),
                retryStorm());
    }

    static Field rate(String name, String doc) {
        return number(name, 0, MOST_RATE, doc).eg("500");
    }

    private static Field at(String name, String doc) {
        return time(name, Duration.ZERO, LONGEST, doc).or(Duration.ZERO);
    }

    private static Field diurnal() {
        return Field.section(
                "diurnal",
                "one wave a day",
                rate("base", "lowest rate").needed(),
                rate("peak", "highest rate").needed(),
                time("peakAt", Duration.ZERO, Duration.ofDays(1).minusMillis(1), "time of day of the peak")
                        .or(Duration.ofHours(14)),
                Field.list(
                        "harmonics",
                        "heights of the waves of a half, a third ... of a day beside that of the day",
                        8,
                        number("", 0, 100, "height, 1 is that of the day")));
    }

    private static Field spiky() {
        return Field.section(
                "spiky",
                "one spike in each stretch of time",
                rate("base", "rate between spikes").or(0.0),
                rate("height", "of the highest spike above base; the lowest has half")
                        .needed(),
                time("width", SHORT, LONGEST, "of a spike, from foot to foot").or(Duration.ofMinutes(2)),
                time("every", SHORT, LONGEST, "stretch that has one spike, at a random time")
                        .or(Duration.ofHours(1)));
    }

    private static Field bursty() {
        return Field.section(
                "bursty",
                "two levels that change at random times",
                rate("quiet", "lower rate").needed(),
                rate("busy", "higher rate").needed(),
                time("quietFor", SHORT, LONGEST, "mean time at the lower rate").or(Duration.ofMinutes(5)),
                time("busyFor", SHORT, LONGEST, "mean time at the higher rate").or(MINUTE));
    }

    private static Field ramp() {
        return Field.section(
                "ramp",
                "a straight line from one rate to another, which stays",
                rate("from", "rate before").or(0.0),
                rate("to", "rate after").needed(),
                at("at", "when the line begins"),
                time("rise", Duration.ZERO, LONGEST, "how long it takes").or(Duration.ofMinutes(10)));
    }

    private static Field steps() {
        return Field.section(
                "steps",
                "equal steps up",
                rate("first", "rate of the first step").needed(),
                rate("by", "how much higher each next one is").needed(),
                time("every", SHORT, LONGEST, "length of a step").or(Duration.ofMinutes(10)),
                count("count", 1, (int) MOST_STAIRS, "how many; the last one stays")
                        .or(10));
    }

    private static Field stairs() {
        return Field.list(
                "stairs",
                "any steps; nothing before the first",
                MOST_STAIRS,
                Field.section(
                        "",
                        "one step",
                        at("at", "when it begins"),
                        rate("rate", "from then on").needed()));
    }

    private static Field flashCrowd() {
        return Field.section(
                "flashCrowd",
                "a crowd that comes at once and loses interest",
                rate("base", "rate without it").or(0.0),
                rate("peak", "highest rate").needed(),
                time("at", Duration.ZERO, LONGEST, "when it comes").needed().eg("1h"),
                time("rise", Duration.ZERO, LONGEST, "until all have come").or(Duration.ofMinutes(2)),
                time("plateau", Duration.ZERO, LONGEST, "how long all stay").or(Duration.ofMinutes(10)),
                time("halfLife", SHORT, LONGEST, "in which half of the rest leaves")
                        .or(Duration.ofMinutes(10)));
    }

    private static Field retryStorm() {
        return Field.section(
                "retryStorm",
                "clients try again while the service is down",
                time("at", Duration.ZERO, LONGEST, "when it goes down").needed().eg("1h"),
                time("outage", Duration.ZERO, LONGEST, "for how long").or(Duration.ofMinutes(5)),
                number("retries", 0, 1000, "most repeated requests per request").or(3.0),
                time("patience", SHORT, LONGEST, "in which half of those that will retry do so")
                        .or(MINUTE),
                time("calm", SHORT, LONGEST, "in which half of the repeated requests end afterwards")
                        .or(Duration.ofMinutes(2)));
    }
}
