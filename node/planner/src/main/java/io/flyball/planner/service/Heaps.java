package io.flyball.planner.service;

import io.flyball.planner.service.Trial.Purpose;
import io.flyball.planner.service.Trials.Plan;
import io.flyball.policy.document.MemoryOptimization;
import io.flyball.policy.document.ValidationConfig;
import io.flyball.policy.guard.OneChange;
import io.flyball.policy.guard.TrialBudget;
import io.flyball.policy.tune.Advice;
import io.flyball.policy.tune.IdleHeap;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.MetricColumn;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Idle heap: given back as a trial, restored at once when load shows. */
final class Heaps {
    static final String SUBJECT = "heap";
    private static final int RISE_SAMPLES = 2;
    private static final int CALM_SAMPLES = 5;

    private Heaps() {}

    static boolean isWanted(Optional<MemoryOptimization> config) {
        return config.filter(MemoryOptimization::idleGiveBack).isPresent();
    }

    static boolean isWatched(PlannerState state, Node node) {
        return !node.givenBack().isEmpty() || onTrial(state.trial, node);
    }

    /** Every sample of a node whose heap was given back is looked at: the first sign of load restores it. */
    static void observed(Turn turn, Node node, Sample sample, MemoryOptimization config) {
        IdleHeap.load(sample, config).ifPresent(why -> {
            if (onTrial(turn.trial, node)) {
                endTrial(turn, node.id() + ": " + why);
            } else {
                restore(turn, node, why);
            }
        });
    }

    static void tick(Turn turn, Optional<MemoryOptimization> config) {
        if (!isWanted(config)) {
            restoreAll(turn, "idle heap is no longer managed by a policy");
            return;
        }
        rising(turn, config.get()).ifPresent(why -> {
            if (turn.trial.filter(trial -> trial.purpose() == Purpose.GIVE_BACK).isPresent()) {
                endTrial(turn, why);
            }
            restoreAll(turn, why);
        });
        if (turn.trial.isEmpty() && turn.rollout.isEmpty()) {
            giveBack(turn, config.get());
        }
    }

    private static void giveBack(Turn turn, MemoryOptimization config) {
        List<Node> eligible = turn.nodes.stream()
                .filter(node -> node.givenBack().isEmpty()
                        && !turn.pending.containsKey(node.id())
                        && turn.isServing(node)
                        && !isFresh(turn, node, config))
                .toList();
        int step = turn.heapProven ? Math.max(1, (int) (turn.validation().spread() * eligible.size())) : 1;
        List<Plan> plans = new ArrayList<>();
        Optional<Advice> reason = Optional.empty();
        Duration interval = turn.monitoring().interval();
        for (Node node : LookedAt.of(turn.now, interval, eligible)) {
            if (!IdleHeap.isIdle(node.window().newest().orElseThrow(), config)) { // it serves, so it reported
                continue;
            }
            Advice advice = IdleHeap.advise(
                    turn.now,
                    node.jvm(),
                    node.capabilities(),
                    node.window().between(Instant.MIN, turn.now),
                    interval,
                    config);
            if (advice.isChange()) {
                plans.add(
                        new Plan(node, advice.settings(), IdleHeap.originals(advice.settings(), node.capabilities())));
                reason = reason.or(() -> Optional.of(advice));
                if (plans.size() == step) {
                    break;
                }
            } else if (advice.worthTelling()) {
                turn.withhold(Kind.MEMORY, SUBJECT, advice.topic() + "-" + node.id(), "", "", advice.reasons());
            }
        }
        if (!plans.isEmpty()) {
            start(turn, plans, reason.orElseThrow());
        }
    }

    /** It joined or was changed, perhaps restored because load returns: it has to be idle for the whole time since. */
    private static boolean isFresh(Turn turn, Node node, MemoryOptimization config) {
        Instant calm = turn.now.minus(config.idleFor());
        return node.changedAt().isAfter(calm) || node.joinedAt().isAfter(calm);
    }

    private static void start(Turn turn, List<Plan> plans, Advice advice) {
        ValidationConfig validation = turn.validation();
        List<String> reasons = new ArrayList<>(advice.reasons());
        String from = Turn.words(plans.get(0).originals());
        String to = Turn.words(plans.get(0).settings());
        Optional<String> stop = turn.blocked()
                .or(() ->
                        turn.isWarmingUp() ? Optional.of("warming up: the view is not complete yet") : Optional.empty())
                .or(() -> turn.sight().onlyGrowth())
                .or(() -> new TrialBudget(validation.maxFailedTrials(), Trials.shortest(validation))
                        .spent(turn.now, turn.ledger.failures(SUBJECT)))
                .or(() -> OneChange.trial(turn.instancesMove()))
                .or(() -> Trials.unsettled(turn));
        if (stop.isPresent()) {
            reasons.add(stop.get());
            turn.withhold(Kind.MEMORY, SUBJECT, Topics.of(stop.get()), from, to, reasons);
            return;
        }
        Trials.begin(turn, Kind.MEMORY, SUBJECT, Purpose.GIVE_BACK, 0, plans, from, to, reasons);
    }

    private static boolean onTrial(Optional<Trial> trial, Node node) {
        return trial.filter(running -> running.purpose() == Purpose.GIVE_BACK && running.touches(node.id()))
                .isPresent();
    }

    private static void endTrial(Turn turn, String why) {
        Trials.undo(
                turn, Outcome.REVERTED, false, Optional.empty(), List.of(why + ": load returned before it was judged"));
    }

    private static void restoreAll(Turn turn, String why) {
        for (Node node : turn.nodes) {
            if (!node.givenBack().isEmpty() && !onTrial(turn.trial, node)) {
                restore(turn, node, why);
            }
        }
    }

    /** Not a trial: these values were in force before and are known to be good. */
    private static void restore(Turn turn, Node node, String why) {
        if (turn.pending.containsKey(node.id()) || !node.linked() || turn.superseded) {
            return;
        }
        List<Setting> originals = node.givenBack();
        turn.nodes = turn.nodes.with(node.givenBack(List.of()));
        turn.apply(
                turn.nodes.find(node.id()).orElse(node),
                originals,
                Kind.MEMORY,
                SUBJECT,
                "given back",
                List.of(why, "restored at once"));
    }

    /** Mean throughput per node of the newest samples against the ones before. */
    private static Optional<String> rising(Turn turn, MemoryOptimization config) {
        boolean any = turn.nodes.stream().anyMatch(node -> !node.givenBack().isEmpty() || onTrial(turn.trial, node));
        if (!any) {
            return Optional.empty();
        }
        Duration interval = turn.monitoring().interval();
        Instant newest = turn.now.minus(interval.multipliedBy(RISE_SAMPLES));
        Instant before = newest.minus(interval.multipliedBy(CALM_SAMPLES));
        OptionalDouble now = mean(turn, newest, turn.now);
        OptionalDouble was = mean(turn, before, newest);
        return now.isPresent() && was.isPresent()
                ? IdleHeap.rising(was.getAsDouble(), now.getAsDouble(), config)
                : Optional.empty();
    }

    private static OptionalDouble mean(Turn turn, Instant from, Instant to) {
        MetricColumn throughput = new MetricColumn(Metrics.THROUGHPUT);
        return turn.nodes.stream()
                .filter(turn::isServing)
                .mapToDouble(node -> node.window().mean(throughput, from, to))
                .filter(Double::isFinite)
                .average();
    }
}
