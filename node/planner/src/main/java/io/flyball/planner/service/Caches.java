package io.flyball.planner.service;

import io.flyball.planner.service.Trial.Purpose;
import io.flyball.planner.service.Trials.Plan;
import io.flyball.policy.document.CacheOptimization;
import io.flyball.policy.tune.Advice;
import io.flyball.policy.tune.cache.CacheKnobs;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.MetricColumn;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Setting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One cache of each node. Beside {@code app.prices.entries} a service may tell {@code app.prices.hits} (share of lookups),
 * {@code app.prices.evictions} (per second) and {@code app.prices.entryBytes}; without them the size stays.
 */
final class Caches {
    private static final String SIZE = ".capacity";

    private Caches() {}

    static void tick(Turn turn, CacheOptimization config) {
        if (!Tuned.isFree(turn)) {
            return;
        }
        Optional<String> found = config.knob().or(() -> offered(turn));
        if (found.isEmpty()) {
            return;
        }
        String knob = found.get();
        List<Node> capable = turn.nodes.stream().filter(node -> node.can(knob)).toList();
        if (capable.isEmpty() && !turn.isWarmingUp() && turn.nodes.size() > 0) {
            Tuned.advise(turn, Kind.MEMORY, knob, "not-offered", "", "", List.of("not offered by any node: " + knob));
        }
        String cache = knob.substring(0, Math.max(0, knob.lastIndexOf('.')));
        for (Node node : LookedAt.of(turn.now, turn.monitoring().interval(), capable)) {
            if (!Tuned.isReady(turn, node)) {
                continue;
            }
            Advice advice = CacheKnobs.advise(knob, config, node.capabilitiesNow(), reading(turn, node, cache));
            if (advice.isChange()) {
                List<Setting> originals = advice.settings().stream()
                        .map(set ->
                                new Setting(set.knob(), node.value(set.knob()).orElse(set.value())))
                        .toList();
                boolean shrinks = advice.settings().stream()
                        .anyMatch(set -> set.knob().equals(knob)
                                && set.value() < node.value(knob).orElse(set.value()));
                boolean grows = advice.settings().stream()
                        .anyMatch(set -> set.knob().equals(knob)
                                && set.value() > node.value(knob).orElse(set.value()));
                Tuned.begin(
                        turn,
                        Kind.MEMORY,
                        knob,
                        grows ? Purpose.IMPROVE : Purpose.ADJUST,
                        shrinks,
                        List.of(new Plan(node, advice.settings(), originals)),
                        advice.reasons());
                return;
            }
            if (advice.worthTelling()) {
                Tuned.advise(turn, Kind.MEMORY, knob, advice.topic(), "", "", advice.reasons());
            }
        }
    }

    /** The one cache of the service; of several a policy must name which. */
    private static Optional<String> offered(Turn turn) {
        for (Node node : turn.nodes) {
            List<String> knobs = node.capabilities().stream()
                    .filter(Capability::available)
                    .map(Capability::knob)
                    .filter(knob -> knob.startsWith("app.") && knob.endsWith(SIZE))
                    .toList();
            if (!knobs.isEmpty()) {
                return knobs.size() == 1 ? Optional.of(knobs.get(0)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static CacheKnobs.Reading reading(Turn turn, Node node, String cache) {
        Instant from = turn.now.minus(turn.validation().window());
        return new CacheKnobs.Reading(
                mean(turn, node, cache + ".entries", from),
                mean(turn, node, cache + ".hits", from),
                mean(turn, node, cache + ".evictions", from),
                mean(turn, node, cache + ".entryBytes", from),
                mean(turn, node, Metrics.HEAP_MAX, from) - mean(turn, node, Metrics.HEAP_LIVE, from));
    }

    private static double mean(Turn turn, Node node, String metric, Instant from) {
        return node.window().mean(new MetricColumn(metric), from, turn.now);
    }
}
