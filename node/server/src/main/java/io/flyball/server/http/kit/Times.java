package io.flyball.server.http.kit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as callers write them. Every failure is an {@link IllegalArgumentException} whose message has the rule. */
public final class Times {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Times() {}

    /** E.g. {@code 250ms}, {@code 5s}, {@code 15m}, {@code 2h}, {@code 1d}; more than zero. */
    public static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("must be a duration above zero, e.g. 250ms, 5s, 15m, 2h or 1d");
        }
        return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
    }

    /** E.g. {@code 2026-11-23T10:00:00Z}, {@code now}, or {@code -15m}: that long before now. */
    public static Instant instant(String text, Instant now) {
        try {
            if (text.equals("now")) {
                return now;
            }
            Instant time = text.startsWith("-") ? now.minus(duration(text.substring(1))) : Instant.parse(text);
            if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
                throw new IllegalArgumentException("outside of what can be stored");
            }
            return time;
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must be a time such as 2026-11-23T10:00:00Z, 'now', or -15m for that long ago", e);
        }
    }
}
