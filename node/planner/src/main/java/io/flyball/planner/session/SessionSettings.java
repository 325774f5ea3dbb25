package io.flyball.planner.session;

import java.time.Duration;

/**
 * Bounds of one link.
 *
 * @param helloWithin a link that has not said Hello by then ends
 * @param gatherFor longest time a report waits for others of its service
 * @param gatherReports most reports in one append
 * @param appendsInFlight reading stops while this many appends are not answered
 * @param appendAttempts the link ends after so many failures of one append; the agent repeats its reports elsewhere
 * @param silence a link with nodes that says nothing for so long ends
 * @param reintroduce how often an agent's instances are told again
 * @param clockTolerance furthest that a report's tick may be from the member's clock
 */
public record SessionSettings(
        Duration helloWithin,
        Duration gatherFor,
        int gatherReports,
        int appendsInFlight,
        int appendAttempts,
        Duration silence,
        Duration reintroduce,
        Duration clockTolerance) {
    public static final SessionSettings DEFAULT = new SessionSettings(
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            64,
            8,
            8,
            Duration.ofMinutes(2),
            Duration.ofSeconds(15),
            Duration.ofHours(1));
}
