package io.flyball.planner.service;

import io.flyball.planner.service.Trial.Purpose;
import io.flyball.planner.service.Trials.Plan;
import io.flyball.policy.document.MemoryOptimization;
import io.flyball.policy.document.MemoryOptimization.HeapFleet;
import io.flyball.policy.tune.Advice;
import io.flyball.policy.tune.FleetHeap;
import io.flyball.policy.tune.HeapReading;
import io.flyball.policy.tune.SoftMaximum;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.MetricColumn;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Soft maximum of the heap under load, by what is live and by the node's share of the fleet's heap. */
final class SoftHeaps {
    private static final String KNOB = Knobs.SOFT_MAX_HEAP_SIZE;
    /** Bytes per second of a collector; the same for all, so that it does not change the shares. */
    private static final double COLLECTOR_SPEED = 1e9;

    private final Turn turn;
    private final MemoryOptimization config;
    private final Instant from;
    private final MetricColumn live = new MetricColumn(Metrics.HEAP_LIVE);
    private final MetricColumn collection = new MetricColumn(Metrics.GC_TIME);
    private final MetricColumn allocation = new MetricColumn(Metrics.ALLOCATION_RATE);

    private SoftHeaps(Turn turn, MemoryOptimization config) {
        this.turn = turn;
        this.config = config;
        this.from = turn.now.minus(turn.validation().window());
    }

    static boolean isWanted(MemoryOptimization config) {
        return config.heap().isPresent()
                || config.fleet().filter(HeapFleet::squareRoot).isPresent();
    }

    static void tick(Turn turn, MemoryOptimization config) {
        if (isWanted(config) && Tuned.isFree(turn)) {
            new SoftHeaps(turn, config).plan();
        }
    }

    private void plan() {
        List<Node> capable = turn.nodes.stream().filter(node -> node.can(KNOB)).toList();
        if (capable.isEmpty()) {
            if (!turn.isWarmingUp() && turn.nodes.size() > 0) {
                Tuned.advise(
                        turn, Kind.MEMORY, KNOB, "not-offered", "", "", List.of("not offered by any node: " + KNOB));
            }
            return;
        }
        Map<String, Long> shares = shares();
        if (shares.isEmpty() && config.fleet().filter(HeapFleet::squareRoot).isPresent()) {
            return; // told; without the shares nothing may be said about one node
        }
        List<Plan> raise = new ArrayList<>();
        List<Plan> lower = new ArrayList<>();
        List<String> why = new ArrayList<>();
        List<String> whyLower = new ArrayList<>();
        for (Node node : LookedAt.of(turn.now, turn.monitoring().interval(), capable)) {
            if (!Tuned.isReady(turn, node)) {
                continue;
            }
            Capability has = node.capability(KNOB).orElseThrow();
            long now = node.value(KNOB).orElse(has.current());
            Advice advice = SoftMaximum.advise(
                    node.jvm(),
                    List.of(new Capability(KNOB, now, has.min(), has.max(), has.unit(), true, has.note())),
                    new HeapReading(
                            node.window().max(live, from, turn.now),
                            node.window().mean(collection, from, turn.now)),
                    config.heap(),
                    share(shares, node.id()));
            if (advice.isChange()) {
                boolean raises = advice.settings().get(0).value() > now;
                (raises ? raise : lower).add(new Plan(node, advice.settings(), List.of(new Setting(KNOB, now))));
                List<String> to = raises ? why : whyLower;
                if (to.isEmpty()) {
                    to.add(node.id() + ":");
                    to.addAll(advice.reasons());
                }
            } else if (advice.worthTelling()) {
                turn.withhold(Kind.MEMORY, KNOB, advice.topic(), String.valueOf(now), "", advice.reasons());
            }
        }
        begin(raise.isEmpty() ? lower : raise, !raise.isEmpty(), raise.isEmpty() ? whyLower : why, capable.size());
    }

    /** A heap that is too small goes first. */
    private void begin(List<Plan> plans, boolean raises, List<String> why, int all) {
        if (!plans.isEmpty()) {
            int step = Math.min(plans.size(), Tuned.step(turn, KNOB, all));
            Tuned.begin(turn, Kind.MEMORY, KNOB, Purpose.ADJUST, !raises, plans.subList(0, step), why);
        }
    }

    /** By node; empty where no fleet is managed or not every node of it was measured. */
    private Map<String, Long> shares() {
        Optional<HeapFleet> fleet = config.fleet().filter(HeapFleet::squareRoot);
        if (fleet.isEmpty()) {
            return Map.of();
        }
        List<FleetHeap.Heap> heaps = new ArrayList<>();
        for (Node node : turn.nodes) {
            heaps.add(new FleetHeap.Heap(
                    node.id().value(),
                    node.window().max(live, from, turn.now),
                    node.window().mean(allocation, from, turn.now),
                    COLLECTOR_SPEED));
        }
        FleetHeap.Split split = FleetHeap.split(heaps, fleet.get().total());
        if (split.shares().isEmpty() && !turn.isWarmingUp()) {
            turn.withhold(Kind.MEMORY, KNOB, "fleet", "", "", split.reasons());
        }
        Map<String, Long> shares = new HashMap<>();
        split.shares().forEach(share -> shares.put(share.node(), share.bytes()));
        return shares;
    }

    private static OptionalLong share(Map<String, Long> shares, NodeId node) {
        Long bytes = shares.get(node.value());
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }
}
