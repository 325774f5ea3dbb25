package io.flyball.simulator.demo.run;

import io.flyball.simulator.demo.load.LoadSecond;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a run saw, from which its evidence is computed; nothing in it is assumed.
 *
 * @param loadBegan when the customers came
 * @param decisions newest version of each, oldest first
 * @param readings of the fleet, one a second
 * @param load one element a second
 * @param badPolicyAt when the harmful policy was applied, where asked for
 */
record Observed(
        Instant loadBegan,
        Bounds bounds,
        List<KnobList> knobs,
        List<Decision> decisions,
        List<FleetReading> readings,
        List<LoadSecond> load,
        List<Execution> executions,
        Optional<ChaosOutcome> chaos,
        Optional<Instant> badPolicyAt) {
    Observed {
        knobs = List.copyOf(knobs);
        decisions = decisions.stream()
                .sorted(Comparator.comparing(Decision::at).thenComparing(Decision::id))
                .toList();
        readings = List.copyOf(readings);
        load = List.copyOf(load);
        executions = List.copyOf(executions);
    }

    List<Decision> decisions(String kind) {
        return decisions.stream()
                .filter(decision -> decision.kind().equals(kind))
                .toList();
    }

    List<FleetReading> readings(Instant from, Instant to) {
        return readings.stream()
                .filter(reading -> !reading.at().isBefore(from) && reading.at().isBefore(to))
                .toList();
    }

    /** Load between two moments, by the wall clock. */
    List<LoadSecond> load(Instant from, Instant to) {
        return load.stream()
                .filter(second ->
                        second.endEpochMillis() > from.toEpochMilli() && second.endEpochMillis() <= to.toEpochMilli())
                .toList();
    }

    long failed() {
        return load.stream().mapToLong(LoadSecond::failed).sum();
    }
}
