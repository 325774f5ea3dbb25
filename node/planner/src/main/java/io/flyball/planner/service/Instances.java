package io.flyball.planner.service;

import io.flyball.policy.document.Objective;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.document.ScalingRule.Cost;
import io.flyball.policy.document.ScalingRule.Measured;
import io.flyball.policy.document.ScalingRule.Predictive;
import io.flyball.policy.document.ThreadOptimization;
import io.flyball.policy.guard.OneChange;
import io.flyball.policy.guard.Zeros;
import io.flyball.policy.scale.AfterShrink;
import io.flyball.policy.scale.Decision;
import io.flyball.policy.scale.Guard;
import io.flyball.policy.scale.InstanceRules;
import io.flyball.policy.scale.InstanceScaling;
import io.flyball.policy.scale.Proposal;
import io.flyball.policy.scale.RuleInputs;
import io.flyball.policy.tune.PoolMetrics;
import io.flyball.policy.validate.Summary;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.MetricColumn;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The instance count: reads what the rules need, lets {@code policy.scale} decide, guards, and tells the agents. */
final class Instances {
    static final String SUBJECT = "instances";
    /** Instances of an agent that is cut off for longer are started elsewhere. */
    static final Duration LOST_AFTER = Duration.ofMinutes(2);

    /** Processors of those that remain after shrinking. */
    private static final double MOST_BUSY = 0.9;

    private static final Set<Proposal.Kind> MEASURING =
            Set.of(Proposal.Kind.MEASURED, Proposal.Kind.RELEASE, Proposal.Kind.FAILED);

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
        Readings readings = new Readings(turn, current);
        Map<String, String> zeros = suspiciousZeros(readings);
        Foresight foresight = new Foresight(turn, config, readings, zeros.keySet());
        foresight.observe();
        List<Proposal> proposals = propose(current, readings, zeros, foresight);
        Map<String, Double> inputs = inputs(readings, foresight);
        InstanceScaling.Outcome outcome = InstanceScaling.decide(
                turn.now, readings.since(), current, config, proposals, turn.scaling, guards(readings));
        turn.scaling = outcome.history();
        Decision decision = overtaking(Downstream.limit(turn, capped(outcome.decision())));
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

    private Map<String, String> suspiciousZeros(Readings readings) {
        Map<String, String> zeros = new HashMap<>();
        Set<String> looked = new HashSet<>();
        for (ScalingRule rule : config.rules()) {
            if (rule instanceof Measured measured && looked.add(measured.metric())) {
                String metric = measured.metric();
                Zeros.suspicious(metric, readings.of(metric).values(), () -> wasAboveZero(metric))
                        .ifPresent(why -> zeros.put(metric, why));
            }
        }
        return zeros;
    }

    private List<Proposal> propose(int current, Readings readings, Map<String, String> zeros, Foresight foresight) {
        RuleInputs inputs = new RuleInputs(
                turn.now,
                current,
                config,
                rule -> readings.of(rule.metric()).instances(),
                foresight::capacity,
                foresight::expected,
                foresight::rising,
                foresight.disruption());
        List<Proposal> proposals = new ArrayList<>();
        for (ScalingRule rule : config.rules()) {
            boolean zero = rule instanceof Measured measured && zeros.containsKey(measured.metric());
            if (zero && !(rule instanceof Predictive)) {
                proposals.add(Proposal.failed(zeros.get(((Measured) rule).metric())));
            } else if (!(rule instanceof Cost)) {
                proposals.add(InstanceRules.propose(rule, inputs));
            }
        }
        return InstanceRules.withCosts(proposals, inputs);
    }

    private Map<String, Double> inputs(Readings readings, Foresight foresight) {
        Map<String, Double> inputs = new HashMap<>();
        for (ScalingRule rule : config.rules()) {
            if (rule instanceof Measured measured) {
                double mean = readings.of(measured.metric()).mean();
                if (Double.isFinite(mean)) {
                    inputs.put(measured.metric(), mean);
                }
            }
        }
        foresight.explain(inputs);
        return inputs;
    }

    /** Besides those of the policy: what is left must carry the load, and an outage is no quiet hour. */
    private List<Guard> guards(Readings readings) {
        List<Guard> guards = new ArrayList<>();
        guards.add(turn.outlook.outage().guard(turn.now));
        double busy = readings.of(Metrics.CPU).mean();
        if (Double.isFinite(busy)) {
            guards.add(new AfterShrink(Metrics.CPU, busy, 0, MOST_BUSY));
        }
        return guards;
    }

    /** Count and settings change at once only for safety, and then the plan says so. */
    private Decision overtaking(Decision decision) {
        return turn.trial.isPresent() && decision.grows() && veto(decision).isEmpty()
                ? decision.noting(
                        "growth overtakes the trial of %s: the load does not wait for its verdict",
                        turn.trial.get().subject())
                : decision;
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
        Duration settling = turn.validation().settle().plus(turn.validation().window());
        return turn.sight()
                .noShrink()
                .or(() -> turn.outlook.kept().flatMap(kept -> kept.noShrink(turn.now, settling)))
                .or(this::suffering);
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
        int most = most(proposals, Set.of(Proposal.Kind.values()), decision.current());
        int measured = most(proposals, MEASURING, decision.current());
        int wanted = most > decision.current() ? most : measured; // less would do, but a price or a schedule keeps it
        boolean failed =
                proposals.stream().anyMatch(proposal -> proposal.replicas().isEmpty());
        boolean pointless = wanted < decision.current() && decision.current() == config.minInstances();
        if ((wanted != decision.current() && !pointless) || (failed && !turn.isWarmingUp())) {
            String last = decision.reasons().get(decision.reasons().size() - 1);
            withhold(Topics.of(last), wanted, decision.reasons());
        }
    }

    private static int most(List<Proposal> proposals, Set<Proposal.Kind> kinds, int otherwise) {
        return proposals.stream()
                .filter(proposal -> kinds.contains(proposal.kind()))
                .mapToInt(proposal -> proposal.replicas().orElse(otherwise))
                .max()
                .orElse(otherwise);
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
