package io.flyball.planner.service;

import java.time.Duration;

/**
 * Bounds of a planner's shell.
 *
 * @param stash most messages kept while the planner may not act; further ones are dropped and come again
 * @param selfFence whether a planner that slept re-reads its record before it acts; off only to prove that nodes refuse
 *     a stale planner by themselves
 * @param sleepLimit a pause of the process longer than this counts as sleep
 * @param retryFrom first pause after a failed read or write of the control state
 * @param retryUpTo longest pause
 */
public record PlannerSettings(
        int stash, boolean selfFence, Duration sleepLimit, Duration retryFrom, Duration retryUpTo) {
    public static final PlannerSettings DEFAULT =
            new PlannerSettings(1000, true, Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(5));

    public PlannerSettings withSelfFence(boolean on) {
        return new PlannerSettings(stash, on, sleepLimit, retryFrom, retryUpTo);
    }

    /** Doubles with every failure: 0.2 s, 0.4 s, ... up to {@code retryUpTo}. */
    public Duration retryAfter(int failures) {
        Duration wait = retryFrom.multipliedBy(1L << Math.min(failures, 16));
        return wait.compareTo(retryUpTo) < 0 ? wait : retryUpTo;
    }
}
