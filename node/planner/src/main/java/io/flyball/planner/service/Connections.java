package io.flyball.planner.service;

import io.flyball.planner.service.Trial.Purpose;
import io.flyball.planner.service.Trials.Plan;
import io.flyball.planner.service.Tuning.Claim;
import io.flyball.policy.document.ConnectionPool;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.tune.PoolMetrics;
import io.flyball.policy.tune.connections.ConnectionPlan;
import io.flyball.policy.tune.connections.ConnectionPlan.Resize;
import io.flyball.policy.tune.connections.ConnectionPools;
import io.flyball.policy.tune.connections.PoolInstance;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.MetricColumn;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pools of connections under a budget that the instances share. Shrinking goes first, one trial after another; growth
 * begins when the room is there for certain: a node counts with the larger value while a trial may still go either way,
 * and for the lease of it.
 */
final class Connections {
    private static final int MOST_REASONS = 12;

    private final Turn turn;
    private final ConnectionPool pool;
    private final String knob;
    private final MetricColumn active;
    private final MetricColumn pending;
    private final MetricColumn size;

    private Connections(Turn turn, ConnectionPool pool) {
        this.turn = turn;
        this.pool = pool;
        this.knob = pool.knob();
        PoolMetrics metrics = PoolMetrics.of(knob);
        this.active = new MetricColumn(metrics.busyMetric());
        this.pending = new MetricColumn(metrics.queueMetric());
        this.size = new MetricColumn(metrics.sizeMetric());
    }

    static void tick(Turn turn, List<ConnectionPool> pools) {
        for (ConnectionPool pool : pools) {
            Connections connections = new Connections(turn, pool);
            connections.claim();
            if (Tuned.isFree(turn)) {
                connections.plan();
            }
        }
    }

    /** A trial that is not settled may end with either value; a lost answer leaves it so until the lease is over. */
    private void claim() {
        Map<String, Claim> claims = new HashMap<>();
        turn.trial.filter(trial -> trial.subject().equals(knob)).ifPresent(trial -> {
            Instant until = turn.now.plus(Trials.lease(turn.validation())).plus(Turn.ANSWER_WITHIN);
            trial.legs().forEach((node, leg) -> {
                long larger = Math.max(value(leg.settings()), value(leg.originals()));
                claims.put(Tuning.key(knob, node), new Claim(larger, until));
            });
        });
        turn.tuning = turn.tuning.claimed(claims, turn.now);
    }

    private long value(List<Setting> settings) {
        return settings.stream()
                .filter(setting -> setting.knob().equals(knob))
                .mapToLong(Setting::value)
                .max()
                .orElse(0);
    }

    private void plan() {
        List<Node> capable = new ArrayList<>();
        for (Node node : turn.nodes) {
            if (node.can(knob)) {
                capable.add(node);
                if (node.explicit(knob).isEmpty()) {
                    turn.tuning = turn.tuning.sizeAtStart(knob, node.value(knob).orElse(0));
                }
            }
        }
        if (capable.isEmpty()) {
            if (!turn.isWarmingUp() && turn.nodes.size() > 0) {
                Tuned.advise(
                        turn,
                        Kind.CONNECTIONS,
                        knob,
                        "not-offered",
                        "",
                        "",
                        List.of("not offered by any node: " + knob));
            }
            return;
        }
        Set<NodeId> looked = new HashSet<>();
        LookedAt.of(turn.now, turn.monitoring().interval(), capable).stream()
                .filter(node -> Tuned.isReady(turn, node))
                .forEach(node -> looked.add(node.id()));
        long atStart = turn.tuning.sizesAtStart().getOrDefault(knob, (long) pool.max());
        List<PoolInstance> instances = new ArrayList<>();
        for (Node node : turn.nodes) {
            instances.add(instance(node, looked.contains(node.id()), atStart));
        }
        int most = turn.policy
                .flatMap(Policy::scaling)
                .map(ScalingConfig::maxInstances)
                .orElse(0);
        ConnectionPlan plan = ConnectionPools.plan(
                pool, instances, (int) Math.min(Integer.MAX_VALUE, atStart), unheard(), Math.max(most, turn.target));
        if (plan.isChange()) {
            change(plan, capable.size());
        } else if (instances.stream().anyMatch(one -> one.pending() > 0)) {
            turn.withhold(
                    Kind.CONNECTIONS,
                    knob,
                    "no-room",
                    "",
                    "",
                    plan.reasons()
                            .subList(0, Math.min(MOST_REASONS, plan.reasons().size())));
        }
    }

    private PoolInstance instance(Node node, boolean measured, long atStart) {
        double told = node.window().newest().map(size::of).orElse(Double.NaN);
        long known = node.value(knob).orElse(Double.isFinite(told) ? (long) told : atStart);
        long most = turn.tuning.most(knob, node.id(), known, turn.now);
        if (!measured) {
            return new PoolInstance(node.id().value(), most, Double.NaN, Double.NaN);
        }
        Instant from = turn.now.minus(turn.validation().window());
        Duration newest = turn.validation().window().dividedBy(2);
        return new PoolInstance(
                node.id().value(),
                most,
                node.window().max(active, from, turn.now),
                node.window().mean(pending, turn.now.minus(newest), turn.now));
    }

    /** Instances that run or start, of which nothing was heard yet: they open connections all the same. */
    private int unheard() {
        int unheard = 0;
        for (Agent agent : turn.agents.values()) {
            for (InstanceView instance : agent.instances()) {
                boolean runs = instance.state() != InstanceState.STOPPED && instance.state() != InstanceState.FAILED;
                if (runs && turn.nodes.find(instance.node()).isEmpty()) {
                    unheard++;
                }
            }
        }
        return unheard;
    }

    private void change(ConnectionPlan plan, int all) {
        boolean shrinks = !plan.shrink().isEmpty();
        int step = Tuned.step(turn, knob, all);
        List<Plan> plans = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Resize resize : shrinks ? plan.shrink() : plan.grow()) {
            turn.nodes.find(new NodeId(resize.node())).ifPresent(node -> {
                Capability has = node.capability(knob).orElseThrow();
                long now = node.value(knob).orElse(has.current());
                if (!has.allows(resize.setting().value())) {
                    refused.add("the agent of %s allows %d to %d, not %d"
                            .formatted(
                                    node.id(),
                                    has.min(),
                                    has.max(),
                                    resize.setting().value()));
                } else if (plans.size() < step && now != resize.setting().value()) {
                    plans.add(new Plan(node, List.of(resize.setting()), List.of(new Setting(knob, now))));
                }
            });
        }
        List<String> reasons = new ArrayList<>(
                plan.reasons().subList(0, Math.min(MOST_REASONS, plan.reasons().size())));
        reasons.addAll(refused.subList(0, Math.min(MOST_REASONS, refused.size())));
        if (plans.isEmpty() && refused.isEmpty()) {
            return; // it is done; what a lost answer may still hold is waited for
        }
        if (plans.isEmpty()) {
            turn.withhold(Kind.CONNECTIONS, knob, "envelope", "", "", reasons);
            return;
        }
        if (shrinks && !plan.grow().isEmpty()) {
            reasons.add("shrinking goes first: growth begins when the room is there");
        }
        Purpose purpose = shrinks ? Purpose.ADJUST : Purpose.IMPROVE;
        Tuned.begin(turn, Kind.CONNECTIONS, knob, purpose, shrinks, plans, reasons);
    }
}
