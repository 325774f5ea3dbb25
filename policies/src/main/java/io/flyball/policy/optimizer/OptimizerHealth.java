package io.flyball.policy.optimizer;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether an optimizer may be asked for a service: after a failure it is disabled, and asked again when the policy changes
 * or when a pause is over that doubles from an hour to a day.
 *
 * <p>Example: fails at 10:00, disabled until 11:00; fails at 11:00 again, disabled until 13:00.
 *
 * @param reason of the last failure; empty = none
 * @param until when it is asked again; {@link Instant#MIN} = enabled
 * @param failures in a row
 */
public record OptimizerHealth(String reason, Instant until, int failures) {
    public static final Duration SHORTEST_PAUSE = Duration.ofHours(1);
    public static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    /** Of a policy that was just set, or one that just answered well. */
    public static final OptimizerHealth GOOD = new OptimizerHealth("", Instant.MIN, 0);

    private static final int MOST_DOUBLINGS = 5;

    /** A clock that went back by more than the pause does not disable it for longer than the pause. */
    public boolean mayRun(Instant now) {
        return until.equals(Instant.MIN) || !now.isBefore(until) || now.isBefore(until.minus(pause(failures)));
    }

    public OptimizerHealth failed(Instant now, String why) {
        int inARow = Math.min(failures + 1, MOST_DOUBLINGS + 1);
        return new OptimizerHealth(why, now.plus(pause(inARow)), inARow);
    }

    /** Answered well: what was is forgotten. */
    public OptimizerHealth answered() {
        return GOOD;
    }

    private static Duration pause(int failures) {
        Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.max(0, failures - 1));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** For people: {@code disabled until 2026-11-23T11:00:00Z or a new policy: analyze threw ...}. */
    public String words() {
        return until.equals(Instant.MIN) ? "enabled" : "disabled until " + until + " or a new policy: " + reason;
    }
}
