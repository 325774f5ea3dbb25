package io.flyball.planner.service;

import io.flyball.policy.analyze.bottleneck.Bottleneck;
import io.flyball.policy.analyze.bottleneck.ServiceDiagnosis;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What limits the service: looked for now and then, on a few nodes in turn, told when two looks agree on news. */
final class Limits {
    /** Intervals from one look to the next. */
    static final int EVERY = 6;
    /** Nodes of one look: diagnosing one takes some tenths of a millisecond. */
    static final int MOST_NODES = 4;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_FINDINGS = 6;

    private Limits() {}

    static void tick(Turn turn) {
        Duration interval = turn.monitoring().interval();
        if (turn.now.isBefore(turn.watch.lookedAt().plus(interval.multipliedBy(EVERY)))) {
            return;
        }
        List<Node> serving = turn.nodes.stream().filter(turn::isServing).toList();
        if (serving.isEmpty()) {
            turn.watch = turn.watch.looked(turn.now, Optional.empty(), List.of());
            return;
        }
        Duration span = longer(WINDOW, interval.multipliedBy(10));
        Instant from = turn.now.minus(span);
        Map<String, List<Sample>> windows = new TreeMap<>();
        int first = (int) Math.floorMod(
                turn.now.toEpochMilli() / Math.max(1, interval.toMillis() * EVERY) * MOST_NODES, (long) serving.size());
        for (int i = 0; i < Math.min(MOST_NODES, serving.size()); i++) {
            Node node = serving.get((first + i) % serving.size());
            windows.put(node.id().value(), node.window().between(from, turn.now));
        }
        ServiceDiagnosis diagnosis = ServiceDiagnosis.of(windows);
        Optional<Bottleneck> before = turn.watch.limits();
        List<String> findings =
                diagnosis.reasons().stream().limit(MOST_FINDINGS).toList();
        turn.watch = turn.watch.looked(turn.now, diagnosis.first(), findings);
        Optional<Bottleneck> now = turn.watch.limits();
        if (!now.equals(before)) {
            turn.decide(
                    Kind.ALERT,
                    "bottleneck",
                    List.of(),
                    before.map(Bottleneck::label).orElse("none"),
                    now.map(Bottleneck::label).orElse("none"),
                    findings,
                    Map.of("confidence", diagnosis.confidence()),
                    Outcome.TOLD,
                    0);
        }
    }

    /** For decisions about instances and pools: what limited the service when they were taken. */
    static Optional<String> reason(Watch watch) {
        return watch.limits().map(limits -> String.format(Locale.ROOT, "bottleneck at that time: %s", limits.label()));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
