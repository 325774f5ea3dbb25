package io.flyball.planner.service;

import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decisions of one planner: their numbers, those still open, what was withheld lately and which trials failed.
 *
 * @param number of the last decision
 * @param open decisions on trial, by id
 * @param withheld when a reason for doing nothing was last true
 * @param failures times of failed trials, by subject, of the last day
 */
record Ledger(
        long number,
        Map<String, Written> open,
        Map<String, Instant> withheld,
        Map<String, List<Instant>> failures,
        Optional<DecisionRecord> last) {
    static final Ledger EMPTY = new Ledger(0, Map.of(), Map.of(), Map.of(), Optional.empty());

    private static final int MOST_FAILURES = 100;

    record Written(DecisionRecord decision, long version) {}

    Ledger {
        open = Map.copyOf(open);
        withheld = Map.copyOf(withheld);
        failures = Map.copyOf(failures);
    }

    Ledger plus(DecisionRecord decision) {
        Map<String, Written> next = new HashMap<>(open);
        if (decision.outcome() == Outcome.TRIAL) {
            next.put(decision.id(), new Written(decision, 1));
        }
        return new Ledger(number + 1, next, withheld, failures, Optional.of(decision));
    }

    Ledger closed(DecisionRecord decision) {
        Map<String, Written> next = new HashMap<>(open);
        next.remove(decision.id());
        return new Ledger(number, next, withheld, failures, Optional.of(decision));
    }

    Ledger withheld(String reason, Instant now, Duration memory) {
        Map<String, Instant> next = new HashMap<>(withheld);
        next.values().removeIf(at -> at.plus(memory).isBefore(now));
        next.put(reason, now);
        return new Ledger(number, open, next, failures, last);
    }

    boolean isWithheld(String reason, Instant now, Duration memory) {
        Instant at = withheld.get(reason);
        return at != null && !at.plus(memory).isBefore(now);
    }

    Ledger failed(String subject, Instant now) {
        List<Instant> times = new ArrayList<>(failures(subject));
        times.removeIf(at -> at.plus(Duration.ofDays(1)).isBefore(now));
        times.add(now);
        Map<String, List<Instant>> next = new HashMap<>(failures);
        next.put(subject, List.copyOf(times.subList(Math.max(0, times.size() - MOST_FAILURES), times.size())));
        return new Ledger(number, open, withheld, next, last);
    }

    List<Instant> failures(String subject) {
        return failures.getOrDefault(subject, List.of());
    }

    /** Oldest first. */
    List<DecisionRecord> trials() {
        return new TreeMap<>(open).values().stream().map(Written::decision).toList();
    }
}
