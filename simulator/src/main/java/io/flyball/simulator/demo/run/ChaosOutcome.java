package io.flyball.simulator.demo.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was seen of the kill.
 *
 * @param member that held the planner
 * @param takenOver after which time a survivor planned under a higher term; empty: not seen
 * @param historyPoints points of the minutes before, read before the kill
 * @param historyLost how many of them the survivors no longer had, or had otherwise; -1 when they did not answer
 * @param decisionsLost decisions known before the kill that the survivors no longer had; -1 when they did not answer
 */
record ChaosOutcome(
        Instant killedAt,
        String member,
        long termBefore,
        long termAfter,
        Optional<Duration> takenOver,
        int historyPoints,
        int historyLost,
        int decisionsLost) {}
