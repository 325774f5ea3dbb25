package io.flyball.planner.service;

import io.flyball.policy.document.Objective;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.document.ThreadOptimization;
import io.flyball.policy.guard.OneChange;
import io.flyball.policy.guard.Zeros;
import io.flyball.policy.scale.Decision;
import io.flyball.policy.scale.InstanceReading;
import io.flyball.policy.scale.InstanceRules;
import io.flyball.policy.scale.InstanceScaling;
import io.flyball.policy.scale.Proposal;
import io.flyball.policy.scale.Tolerance;
import io.flyball.policy.tune.PoolMetrics;
import io.flyball.policy.validate.Summary;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.MetricColumn;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The instance count: reads what the rules need, lets {@code policy.scale} decide, guards, and tells the agents. */
final class Instances {
    static final String SUBJECT = "instances";
    /** Instances of an agent that is cut off for longer are started elsewhere. */
    static final Duration LOST_AFTER = Duration.ofMinutes(2);

    private static final Duration LONGEST_ZERO = Duration.ofMinutes(10);

    private final Turn turn;
    private final ScalingConfig config;

    private Instances(Turn turn, ScalingConfig config) {
        this.turn = turn;
        this.config = config;
    }

    /** An agent told its count: never less than what was wanted, so that a restart shrinks nothing. */
    static void adopt(Turn turn) {
        int told = turn.agents.values().stream().mapToInt(Agent::wanted).sum();
        if (told > turn.target) {
            setTarget(turn, told);
        }
    }

    static void tick(Turn turn, ScalingConfig config) {
        new Instances(turn, config).decide();
    }

    /** Repeats the wanted count to every agent that does not work towards it yet. */
    static void repeat(Turn turn) {
        if (turn.frozen.isPresent() || turn.superseded) {
            return;
        }
        for (Agent agent : turn.agents.values()) {
            if (agent.linked() && agent.assigned() >= 0 && agent.target() != agent.assigned()) {
                turn.effects.add(new Effect.SendToAgent(
                        agent.name(),
                        new LinkMessage.SetInstances(
                                turn.service,
                                turn.token,
                                agent.revision(),
                                agent.assigned(),
                                Turn.ANSWER_WITHIN.toMillis())));
            }
        }
    }

    /** An agent does not do what it was told; only that is worth telling, it is told again anyway. */
    static void refused(Turn turn, Agent agent, CommandOutcome outcome, String detail) {
        turn.withhold(
                Kind.INSTANCES,
                SUBJECT,
                "refused-" + agent.name() + "-" + outcome,
                String.valueOf(agent.target()),
                String.valueOf(agent.assigned()),
                List.of("%s answered %s%s".formatted(agent.name(), outcome, detail.isEmpty() ? "" : ": " + detail)));
    }

    private void decide() {
        if (turn.agents.isEmpty()) {
            withoutAgents();
            return;
        }
        replaceLost();
        int current = Math.max(0, turn.target);
        Map<String, Double> inputs = new HashMap<>();
        List<Proposal> proposals = config.rules().stream()
                .map(rule -> propose(rule, current, inputs))
                .toList();
        InstanceScaling.Outcome outcome = InstanceScaling.decide(turn.now, current, config, proposals, turn.scaling);
        turn.scaling = outcome.history();
        Decision decision = capped(outcome.decision());
        Optional<String> veto = decision.isHold() ? Optional.empty() : veto(decision);
        if (veto.isPresent()) {
            List<String> reasons = new ArrayList<>(decision.reasons());
            reasons.add(veto.get());
            withhold(Topics.of(veto.get()), decision.desired(), reasons);
        } else if (decision.isHold()) {
            tellWhatHolds(decision, proposals);
        } else {
            change(decision, inputs);
        }
    }

    private void withoutAgents() {
        boolean seen = turn.nodes.stream().anyMatch(turn::isLive);
        if (seen && !turn.isWarmingUp()) {
            withhold("no-agent", turn.nodes.size(), List.of("no agent can start instances of " + turn.service));
        }
    }

    private Proposal propose(ScalingRule rule, int current, Map<String, Double> inputs) {
        if (!(rule instanceof ScalingRule.Measured measured)) {
            return Proposal.failed(rule.kind() + ": not decided by this version");
        }
        String metric = measured.metric();
        List<InstanceReading> readings = readings(metric, current);
        List<Double> newest = readings.stream()
                .map(InstanceReading::value)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
        newest.stream().mapToDouble(Double::doubleValue).average().ifPresent(mean -> inputs.put(metric, mean));
        Optional<String> suspicious = Zeros.suspicious(metric, newest, () -> wasAboveZero(metric));
        if (suspicious.isPresent()) {
            return Proposal.failed(suspicious.get());
        }
        Tolerance tolerance = new Tolerance(
                config.behavior().scaleDown().tolerance(),
                config.behavior().scaleUp().tolerance());
        return InstanceRules.propose(rule, current, readings, tolerance);
    }

    /** One reading per instance that should exist; those that no one sees count as missing. */
    private List<InstanceReading> readings(String metric, int current) {
        List<InstanceReading> readings = new ArrayList<>();
        MetricColumn column = new MetricColumn(metric);
        for (Agent agent : turn.agents.values()) {
            for (InstanceView instance : agent.instances()) {
                if (instance.state() == InstanceState.READY) {
                    readings.add(reading(instance.node(), column));
                } else if (instance.state() == InstanceState.STARTING) {
                    readings.add(new InstanceReading(instance.node().value(), OptionalDouble.empty(), false));
                }
            }
        }
        while (readings.size() < current) {
            readings.add(new InstanceReading("unseen-" + readings.size(), OptionalDouble.empty(), true));
        }
        return readings;
    }

    private InstanceReading reading(NodeId id, MetricColumn metric) {
        Optional<Node> node = turn.nodes.find(id);
        if (node.isEmpty() || !turn.isLive(node.get())) {
            return new InstanceReading(id.value(), OptionalDouble.empty(), true);
        }
        boolean settled =
                !turn.now.isBefore(node.get().joinedAt().plus(turn.validation().settle()));
        double mean = node.get()
                .window()
                .mean(metric, turn.now.minus(turn.monitoring().staleAfter()), turn.now);
        OptionalDouble value = Double.isFinite(mean) ? OptionalDouble.of(mean) : OptionalDouble.empty();
        return new InstanceReading(id.value(), value, node.get().isReady() && (settled || turn.isWarmingUp()));
    }

    /** At any node, over the time that zeros must last to be believed. */
    private boolean wasAboveZero(String metric) {
        Duration twice = config.behavior().scaleDown().stabilization().multipliedBy(2);
        Instant from = turn.now.minus(twice.compareTo(LONGEST_ZERO) > 0 ? LONGEST_ZERO : twice);
        MetricColumn column = new MetricColumn(metric);
        return turn.nodes.stream().anyMatch(node -> node.window().wasAbove(0, column, from));
    }

    private Decision capped(Decision decision) {
        int most = turn.agents.values().stream()
                .mapToInt(agent -> agent.linked() ? agent.limit() : agent.wanted())
                .sum();
        return decision.grows() && decision.desired() > most
                ? decision.retarget(Math.max(most, decision.current()), "the agents can run at most %d instances", most)
                : decision;
    }

    private Optional<String> veto(Decision decision) {
        Duration age = turn.trial
                .map(trial -> Duration.between(trial.startedAt(), turn.now))
                .orElse(Duration.ZERO);
        Optional<String> common = turn.blocked()
                .or(() -> OneChange.instances(
                        turn.trial.map(Trial::subject), age, turn.validation().maxDuration(), decision.grows()));
        return decision.grows() ? common : common.or(this::noShrink);
    }

    private Optional<String> noShrink() {
        if (turn.isWarmingUp()) {
            return Optional.of("warming up: nothing shrinks before the nodes were seen for a while");
        }
        if (turn.instancesMove()) {
            return Optional.of("instances are still starting or stopping: nothing shrinks meanwhile");
        }
        return turn.sight().noShrink().or(this::suffering);
    }

    /** A service in trouble keeps its instances, whatever the averages say. */
    private Optional<String> suffering() {
        Instant from = turn.now.minus(turn.monitoring().staleAfter());
        List<Node> serving = turn.nodes.stream().filter(turn::isServing).toList();
        List<Sample> samples = serving.stream()
                .flatMap(node -> node.window().between(from, turn.now).stream())
                .toList();
        for (Objective objective : turn.policy.map(Policy::objectives).orElse(List.of())) {
            double mean = Summary.mean(samples, objective.metric());
            if (mean >= objective.below()) {
                return Optional.of("objective broken: %s is %.3f, must be below %.3f: nothing shrinks"
                        .formatted(objective.metric(), mean, objective.below()));
            }
        }
        Optional<ThreadOptimization> threads = turn.policy.flatMap(Policy::threads);
        if (threads.isEmpty() || serving.isEmpty()) {
            return Optional.empty();
        }
        PoolMetrics pool = PoolMetrics.of(threads.get().knob());
        double busy = pool.busy(samples).orElse(0);
        return busy >= threads.get().busyAbove()
                ? Optional.of("threads are %.0f%% busy: nothing shrinks".formatted(busy * 100))
                : Optional.empty();
    }

    private void tellWhatHolds(Decision decision, List<Proposal> proposals) {
        int wanted = proposals.stream()
                .mapToInt(proposal -> proposal.replicas().orElse(decision.current()))
                .max()
                .orElse(decision.current());
        boolean failed =
                proposals.stream().anyMatch(proposal -> proposal.replicas().isEmpty());
        boolean pointless = wanted < decision.current() && decision.current() == config.minInstances();
        if ((wanted != decision.current() && !pointless) || (failed && !turn.isWarmingUp())) {
            String last = decision.reasons().get(decision.reasons().size() - 1);
            withhold(Topics.of(last), wanted, decision.reasons());
        }
    }

    private void change(Decision decision, Map<String, Double> inputs) {
        int change = decision.desired() - turn.target;
        setTarget(turn, decision.desired());
        turn.scaling = turn.scaling.changed(turn.now, change);
        assign();
        long revision =
                turn.agents.values().stream().mapToLong(Agent::revision).max().orElse(0);
        turn.decide(
                Kind.INSTANCES,
                SUBJECT,
                List.of(),
                String.valueOf(decision.current()),
                String.valueOf(decision.desired()),
                decision.reasons(),
                inputs,
                Outcome.APPLIED,
                revision);
    }

    private void assign() {
        Distribution.of(turn.target, turn.agents.values())
                .forEach((name, count) -> turn.agents.computeIfPresent(name, (key, agent) -> agent.assigned(count)));
    }

    /** The share of an agent that stays away goes to others; when it is back, it stops what runs twice. */
    private void replaceLost() {
        if (turn.blocked().isPresent() || turn.trial.isPresent()) {
            return;
        }
        int wanted = turn.agents.values().stream().mapToInt(Agent::wanted).sum();
        if (wanted < turn.target && turn.now.isAfter(turn.startedAt.plus(LOST_AFTER))) {
            assign(); // an agent that had instances under an earlier planner never came back
        }
        for (Agent agent : List.copyOf(turn.agents.values())) {
            boolean isLost = !agent.linked() && turn.now.isAfter(agent.since().plus(LOST_AFTER)) && agent.wanted() > 0;
            int room = turn.agents.values().stream()
                    .filter(Agent::linked)
                    .mapToInt(other -> other.limit() - other.wanted())
                    .sum();
            if (isLost && room > 0) {
                int moved = Math.min(room, agent.wanted());
                turn.agents.put(agent.name(), agent.assigned(agent.wanted() - moved));
                assign();
                turn.decide(
                        Kind.INSTANCES,
                        SUBJECT,
                        List.of(),
                        agent.name(),
                        "other agents",
                        List.of("%s was not seen for %d s: %d of its instances are started elsewhere"
                                .formatted(agent.name(), LOST_AFTER.toSeconds(), moved)),
                        Map.of(),
                        Outcome.APPLIED,
                        0);
            }
        }
    }

    private void withhold(String topic, int wanted, List<String> reasons) {
        turn.withhold(
                Kind.INSTANCES,
                SUBJECT,
                topic,
                String.valueOf(Math.max(0, turn.target)),
                String.valueOf(wanted),
                reasons);
    }

    private static void setTarget(Turn turn, int target) {
        turn.target = target;
        turn.effects.add(new Effect.Save(turn.record()));
    }
}
