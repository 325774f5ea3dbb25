package io.flyball.planner.service;

import io.flyball.planner.service.Trial.Purpose;
import io.flyball.planner.service.Trials.Plan;
import io.flyball.policy.document.Objective;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ThreadOptimization;
import io.flyball.policy.document.ValidationConfig;
import io.flyball.policy.guard.OneChange;
import io.flyball.policy.guard.TrialBudget;
import io.flyball.policy.tune.Advice;
import io.flyball.policy.tune.PoolKnobs;
import io.flyball.policy.tune.PoolMetrics;
import io.flyball.policy.tune.PoolWindow;
import io.flyball.policy.tune.ThreadSizing;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Threads of the nodes: try on one, spread what was kept, bring strays into bounds, equip newcomers. */
final class Threads {
    /** A first guess by demand would go beyond what the policy lets one trial multiply. */
    private static final boolean MAY_LEAP = false;

    private final Turn turn;
    private final ThreadOptimization config;
    private final ValidationConfig validation;
    private final String knob;
    private final Kind kind;
    private final PoolMetrics metrics;
    /** As they were when this tick began. */
    private final List<Node> capable;

    private Threads(Turn turn, ThreadOptimization config) {
        this.turn = turn;
        this.config = config;
        this.validation = turn.validation();
        this.knob = config.knob();
        this.kind = knob.startsWith(Knobs.HIKARI_MAX_POOL_SIZE) ? Kind.CONNECTIONS : Kind.THREADS;
        this.metrics = PoolMetrics.of(knob);
        this.capable = turn.nodes.stream().filter(node -> node.can(knob)).toList();
    }

    static void tick(Turn turn, ThreadOptimization config) {
        Threads threads = new Threads(turn, config);
        threads.learnWhatIsKept();
        threads.equipNewcomers();
        if (turn.trial.isEmpty()) {
            threads.tryNext();
        }
        if (Tuned.isFree(turn)) {
            threads.settings();
        }
    }

    /** Once after a start: what most nodes were given by earlier planners is what the service has. */
    private void learnWhatIsKept() {
        if (turn.resumed || turn.isWarmingUp()) {
            return;
        }
        turn.resumed = true;
        Map<Long, Long> counts = new HashMap<>();
        capable.forEach(node -> node.explicit(knob).ifPresent(value -> counts.merge(value, 1L, Long::sum)));
        counts.entrySet().stream()
                .max(Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .filter(most -> most.getKey() >= config.min() && most.getKey() <= config.max())
                .ifPresent(most -> {
                    if (most.getValue() * 2 > capable.size()) {
                        turn.kept.put(knob, most.getKey());
                    } else {
                        turn.rollout = Optional.of(new Rollout(
                                kind, knob, most.getKey(), true, turn.now, "kept on some nodes by an earlier planner"));
                    }
                });
    }

    /** A node that joined later, or was away while a value spread, gets what its peers proved. */
    private void equipNewcomers() {
        Long value = turn.kept.get(knob);
        if (value == null || isStray(value) || turn.blocked().isPresent()) {
            return;
        }
        for (Node node : capable) {
            long has = node.value(knob).orElse(value);
            boolean isSpread = turn.rollout
                    .filter(rollout -> !node.joinedAt().isAfter(rollout.since()))
                    .isPresent();
            boolean differs = !isSpread
                    && (has < value
                            || (has > config.max() && node.explicit(knob).isEmpty()));
            boolean isFree = !turn.pending.containsKey(node.id())
                    && node.givenBack().isEmpty()
                    && turn.trial.filter(trial -> trial.touches(node.id())).isEmpty();
            if (differs && isFree && allows(node, value) && turn.isServing(node)) {
                turn.apply(
                        node,
                        List.of(new Setting(knob, value)),
                        kind,
                        knob,
                        String.valueOf(has),
                        List.of("same as its peers: %d is in force in the service".formatted(value)));
            }
        }
    }

    private void tryNext() {
        if (turn.rollout.filter(rollout -> rollout.knob().equals(knob)).isPresent()) {
            spread(turn.rollout.get());
            return;
        }
        List<Node> strays = strays();
        Optional<Node> stray = strays.stream().filter(this::hasWindowBefore).findFirst();
        if (stray.isPresent()) {
            bringIntoBounds(stray.get());
        } else if (strays.isEmpty()) {
            grow();
        }
    }

    private void spread(Rollout rollout) {
        List<Node> lacking = capable.stream()
                .filter(node -> turn.isServing(node) && allows(node, rollout.value()))
                .filter(node -> {
                    long has = node.value(knob).orElse(rollout.value());
                    return rollout.raises() ? has < rollout.value() : isStray(has);
                })
                .toList();
        long having = capable.stream()
                .filter(node -> node.explicit(knob).orElse(-1) == rollout.value())
                .count();
        if (isStray(rollout.value())) {
            turn.rollout = Optional.empty(); // the policy changed meanwhile
            return;
        }
        if (having * 2 > capable.size() || lacking.isEmpty()) {
            turn.kept.put(knob, rollout.value()); // proven on most of the nodes: newcomers get it without a trial
        }
        if (lacking.isEmpty()) {
            turn.rollout = Optional.empty();
            return;
        }
        List<Node> judgeable = lacking.stream().filter(this::hasWindowBefore).toList();
        if (judgeable.isEmpty()) {
            return; // they joined or changed just now: wait for something to compare with
        }
        int step = Math.max(1, (int) Math.floor(validation.spread() * capable.size()));
        List<Node> next = judgeable.subList(0, Math.min(step, judgeable.size()));
        List<String> reasons = List.of(
                "%s=%d was %s".formatted(knob, rollout.value(), rollout.why()),
                "next %d of %d nodes that lack it; at most %.0f%% of %d at once"
                        .formatted(next.size(), lacking.size(), validation.spread() * 100, capable.size()));
        start(Purpose.SPREAD, next, rollout.value(), reasons);
    }

    private List<Node> strays() {
        return capable.stream()
                .filter(turn::isServing)
                .filter(node -> isStray(node.value(knob).orElse(config.min())))
                .toList();
    }

    private boolean isStray(long value) {
        return value < config.min() || value > config.max();
    }

    private void bringIntoBounds(Node node) {
        long has = node.value(knob).orElse(config.min());
        long bounded = has > config.max() ? config.max() : config.min();
        String bound = has > config.max() ? "policy maximum" : "policy minimum";
        List<String> reasons = new ArrayList<>();
        reasons.add("%s: %d is outside [%d, %d]".formatted(bound, has, config.min(), config.max()));
        if (!allows(node, bounded)) {
            reasons.add("the agent of %s does not allow %d".formatted(node.id(), bounded));
            withhold("bounds-envelope", has, bounded, reasons);
            return;
        }
        List<Sample> before = node.window().between(turn.now.minus(validation.window()), turn.now);
        double requests = before.stream()
                .map(sample -> sample.value(Metrics.THROUGHPUT))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average()
                .orElse(0);
        if (requests <= 0 || before.size() < Judge.expected(turn) / 2) {
            reasons.add("no requests to judge it by yet");
            withhold("bounds-no-load", has, bounded, reasons);
            return;
        }
        if (bounded < has && turn.sight().noShrink().isPresent()) {
            reasons.add(turn.sight().noShrink().get());
            withhold("bounds-sight", has, bounded, reasons);
            return;
        }
        start(Purpose.BOUNDS, List.of(node), bounded, reasons);
    }

    /** The nodes under most pressure first; a bounded number, so that a saturated fleet does not make the tick long. */
    private void grow() {
        Instant middle = turn.now.minus(validation.window().dividedBy(2));
        List<Pressed> pressed = capable.stream()
                .filter(turn::isServing)
                .filter(this::hasWindowBefore)
                .map(node -> pressed(node, middle))
                .filter(node -> node.busy() >= config.busyAbove())
                .sorted(Comparator.comparingDouble(Pressed::pressure)
                        .reversed()
                        .thenComparing(node -> node.node().id()))
                .limit(LookedAt.MOST)
                .toList();
        boolean told = false;
        for (Pressed candidate : pressed) {
            Node node = candidate.node();
            long has = node.value(knob).orElse(config.min());
            long ceiling = node.capability(knob).map(Capability::max).orElse(has);
            List<PoolWindow> windows = windows(node);
            Advice advice = ThreadSizing.advise(has, floor(node), ceiling, guard(), MAY_LEAP, config, windows);
            if (advice.isChange() && advice.settings().get(0).value() < has) {
                lower(node, has, advice);
                return;
            }
            if (advice.isChange()) {
                start(Purpose.GROW, List.of(node), advice.settings().get(0).value(), advice.reasons());
                return;
            }
            if (advice.worthTelling() && !told) {
                told = true;
                withhold(advice.topic(), has, has, advice.reasons());
            }
        }
    }

    /** Fewer threads where they take turns: not spread, each node shows it for itself. */
    private void lower(Node node, long has, Advice advice) {
        List<Plan> plans = List.of(new Plan(node, advice.settings(), List.of(new Setting(knob, has))));
        Tuned.begin(turn, kind, knob, Purpose.IMPROVE, true, plans, advice.reasons());
    }

    private long floor(Node node) {
        return node.capability(knob).map(Capability::min).orElse(1L);
    }

    private double guard() {
        return turn.policy.map(Policy::objectives).orElse(List.of()).stream()
                .filter(objective -> objective.metric().startsWith("latency."))
                .mapToDouble(Objective::below)
                .min()
                .orElse(Double.NaN);
    }

    /** Queue, priorities and processors of the pool, as the policy says, where a node offers them. */
    private void settings() {
        if (config.queueDepth().isEmpty()
                && config.priorityLevels().isEmpty()
                && config.affinity().isEmpty()) {
            return;
        }
        for (Node node : LookedAt.of(turn.now, turn.monitoring().interval(), capable)) {
            if (!Tuned.isReady(turn, node)) {
                continue;
            }
            List<PoolWindow> windows = windows(node);
            if (windows.isEmpty()) {
                continue;
            }
            Advice advice =
                    PoolKnobs.advise(config, node.capabilitiesNow(), 0, windows.get(windows.size() - 1), guard());
            if (advice.isChange()) {
                List<Setting> originals = advice.settings().stream()
                        .map(set ->
                                new Setting(set.knob(), node.value(set.knob()).orElse(set.value())))
                        .toList();
                Tuned.begin(
                        turn,
                        kind,
                        knob,
                        Purpose.ADJUST,
                        false,
                        List.of(new Plan(node, advice.settings(), originals)),
                        advice.reasons());
                return;
            }
            if (advice.worthTelling()) {
                Tuned.advise(turn, kind, knob, advice.topic(), "", "", advice.reasons());
            }
        }
    }

    private record Pressed(Node node, double busy, double waiting) {
        double pressure() {
            return busy * 1_000 + waiting;
        }
    }

    /** By the newer half of the window; a pool that was not measured is under no pressure. */
    private Pressed pressed(Node node, Instant middle) {
        List<Sample> newer = node.window().between(middle, turn.now);
        return new Pressed(
                node, metrics.busy(newer).orElse(-1), metrics.queue(newer).orElse(0));
    }

    /** Guards that hold for every trial, then the trial. */
    private void start(Purpose purpose, List<Node> nodes, long value, List<String> why) {
        long has = nodes.get(0).value(knob).orElse(value);
        List<String> reasons = new ArrayList<>(why);
        Optional<String> rests = new TrialBudget(validation.maxFailedTrials(), Trials.shortest(validation))
                .spent(turn.now, turn.ledger.failures(knob));
        Optional<String> moving = OneChange.trial(turn.instancesMove());
        Optional<String> unsettled = Trials.unsettled(turn);
        Optional<String> stop = turn.blocked().or(() -> rests).or(() -> moving).or(() -> unsettled);
        if (stop.isPresent()) {
            reasons.add(stop.get());
            String topic = turn.blocked().isPresent()
                    ? "blocked"
                    : rests.isPresent() ? restTopic(rests.get()) : moving.isPresent() ? "moving" : "unsettled";
            withhold(purpose + "-" + topic, has, value, reasons);
            return;
        }
        Trials.begin(
                turn,
                kind,
                knob,
                purpose,
                value,
                nodes.stream()
                        .map(node -> new Plan(node, List.of(new Setting(knob, value)), List.of()))
                        .toList(),
                String.valueOf(has),
                String.valueOf(value),
                reasons);
    }

    /** A pause after a failure and the end of the budget are two different things to tell. */
    private static String restTopic(String rests) {
        return rests.endsWith("rests") ? "rests" : "pauses";
    }

    private void withhold(String topic, long has, long wanted, List<String> reasons) {
        turn.withhold(kind, knob, topic, String.valueOf(has), String.valueOf(wanted), reasons);
    }

    private boolean allows(Node node, long value) {
        return node.capability(knob).filter(has -> has.allows(value)).isPresent();
    }

    /** Two halves of the window before now; samples from before the node settled do not count. */
    private List<PoolWindow> windows(Node node) {
        Duration half = validation.window().dividedBy(2);
        Instant middle = turn.now.minus(half);
        if (!hasWindowBefore(node)) {
            return List.of();
        }
        List<Sample> older = node.window().between(middle.minus(half), middle);
        List<Sample> newer = node.window().between(middle, turn.now);
        int least = Math.max(1, Judge.expected(turn) / 4);
        if (older.size() < least || newer.size() < least) {
            return List.of();
        }
        return List.of(metrics.window(older), metrics.window(newer));
    }

    /** Nothing changed on the node, and it was there, throughout the window before now; and nothing is under way. */
    private boolean hasWindowBefore(Node node) {
        if (turn.pending.containsKey(node.id()) || !node.givenBack().isEmpty()) {
            return false;
        }
        Instant settled = later(node.changedAt(), node.joinedAt()).plus(validation.settle());
        return !turn.now.minus(validation.window()).isBefore(settled);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
