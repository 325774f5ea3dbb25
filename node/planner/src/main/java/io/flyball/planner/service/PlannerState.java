package io.flyball.planner.service;

import io.flyball.policy.document.MemoryOptimization;
import io.flyball.policy.document.OptimizationAction;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.ScalingRule.Predictive;
import io.flyball.policy.forecast.ForecastTracker.Refitted;
import io.flyball.policy.scale.ScalingHistory;
import io.flyball.protocol.message.ServiceProtocol.AgentView;
import io.flyball.protocol.message.ServiceProtocol.NodeView;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the planner of one service knows, and what it does about it: immutable, without Pekko and without a clock.
 * Every method answers the next state and the effects that the shell must carry out, in order.
 */
public final class PlannerState {
    /** Nodes that are cut off for longer are forgotten. */
    static final Duration FORGET_AFTER = Duration.ofMinutes(15);
    /** An introduction that does not come is asked for again after this. */
    static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(5);

    private static final int MOST_ASKED = 10_000;

    final ServiceName service;
    final String member;
    final Token token;
    final Instant startedAt;
    final Map<NodeId, Instant> asked;
    final Map<String, Agent> agents;
    final Optional<Policy> policy;
    final String label;
    final Optional<String> frozen;
    final Optional<Instant> firstSampleAt;
    final Nodes nodes;
    final Map<NodeId, Pending> pending;
    final Map<String, Long> kept;
    final Ledger ledger;
    final Optional<Trial> trial;
    final Map<NodeId, Instant> unsettled;
    final Optional<Rollout> rollout;
    final ScalingHistory scaling;
    final int target;
    final long lastRevision;
    final boolean resumed;
    final boolean heapProven;
    final boolean superseded;
    final Outlook outlook;
    final Tuning tuning;
    final Watch watch;

    PlannerState(Turn turn) {
        this.service = turn.service;
        this.member = turn.member;
        this.token = turn.token;
        this.startedAt = turn.startedAt;
        this.asked = Map.copyOf(turn.asked);
        this.agents = Map.copyOf(turn.agents);
        this.policy = turn.policy;
        this.label = turn.label;
        this.frozen = turn.frozen;
        this.firstSampleAt = turn.firstSampleAt;
        this.nodes = turn.nodes;
        this.pending = Map.copyOf(turn.pending);
        this.kept = Map.copyOf(turn.kept);
        this.ledger = turn.ledger;
        this.trial = turn.trial;
        this.unsettled = Map.copyOf(turn.unsettled);
        this.rollout = turn.rollout;
        this.scaling = turn.scaling;
        this.target = turn.target;
        this.lastRevision = turn.lastRevision;
        this.resumed = turn.resumed;
        this.heapProven = turn.heapProven;
        this.superseded = turn.superseded;
        this.outlook = turn.outlook;
        this.tuning = turn.tuning;
        this.watch = turn.watch;
    }

    private PlannerState(
            ServiceName service, String member, Token token, Optional<ServiceRecord> remembered, Instant now) {
        this.service = service;
        this.member = member;
        this.token = token;
        this.startedAt = now;
        this.asked = Map.of();
        this.agents = Map.of();
        this.policy = Optional.empty();
        this.label = "";
        this.frozen = Optional.empty();
        this.firstSampleAt = Optional.empty();
        this.nodes = Nodes.NONE;
        this.pending = Map.of();
        this.kept = Map.of();
        this.ledger = Ledger.EMPTY;
        this.trial = Optional.empty();
        this.unsettled = Map.of();
        this.rollout = Optional.empty();
        this.scaling = ScalingHistory.NONE;
        this.target = remembered.map(ServiceRecord::instanceTarget).orElse(-1);
        this.lastRevision = 0;
        this.resumed = false;
        this.heapProven = false;
        this.superseded = false;
        this.outlook = Outlook.NONE;
        this.tuning = Tuning.NONE;
        this.watch = Watch.since(remembered.flatMap(ServiceRecord::automationLooked));
    }

    /** The frequent step: a node reported, and nothing else changes. */
    private PlannerState(PlannerState was, Nodes nodes, Optional<Instant> firstSampleAt) {
        this.service = was.service;
        this.member = was.member;
        this.token = was.token;
        this.startedAt = was.startedAt;
        this.asked = was.asked;
        this.agents = was.agents;
        this.policy = was.policy;
        this.label = was.label;
        this.frozen = was.frozen;
        this.firstSampleAt = firstSampleAt;
        this.nodes = nodes;
        this.pending = was.pending;
        this.kept = was.kept;
        this.ledger = was.ledger;
        this.trial = was.trial;
        this.unsettled = was.unsettled;
        this.rollout = was.rollout;
        this.scaling = was.scaling;
        this.target = was.target;
        this.lastRevision = was.lastRevision;
        this.resumed = was.resumed;
        this.heapProven = was.heapProven;
        this.superseded = was.superseded;
        this.outlook = was.outlook;
        this.tuning = was.tuning;
        this.watch = was.watch;
    }

    /** A planner that took {@code token} durably and knows nothing else yet. */
    public static PlannerState recovering(
            ServiceName service, String member, Token token, Optional<ServiceRecord> remembered, Instant now) {
        return new PlannerState(service, member, token, remembered, now);
    }

    /** People changed the policy or the freeze. {@code policyLabel} is empty when there is no policy. */
    public Step<PlannerState, Effect> directive(
            Instant now, Optional<Policy> newPolicy, String policyLabel, Optional<String> frozenBecause) {
        Turn turn = new Turn(this, now);
        if (!newPolicy.equals(policy)) {
            turn.tuning = turn.tuning.underNewPolicy();
        }
        turn.policy = newPolicy;
        turn.label = policyLabel;
        turn.frozen = frozenBecause;
        return turn.end();
    }

    /** An agent introduced a node, for the first time or again. */
    public Step<PlannerState, Effect> connected(
            Instant now, NodeId node, String agent, String jvm, List<Capability> caps, InForce inForce) {
        Turn turn = new Turn(this, now);
        turn.asked.remove(node);
        Node next = turn.nodes
                .find(node)
                .map(known -> known.introduced(agent, jvm, caps, inForce))
                .orElseGet(() -> Node.joined(node, agent, jvm, caps, inForce, now));
        turn.nodes = turn.nodes.with(next.givenBack(Introductions.givenBack(next)));
        Introductions.fence(turn, inForce);
        Trials.told(turn, node, inForce);
        Trials.introduced(turn, node, inForce);
        Introductions.undoForeignTrial(turn, next);
        return turn.end();
    }

    /** The JVM is gone ({@code exited}), or only the link to it. */
    public Step<PlannerState, Effect> gone(Instant now, NodeId node, boolean exited, String reason) {
        Turn turn = new Turn(this, now);
        turn.nodes.find(node).ifPresent(known -> {
            if (exited) {
                turn.nodes = turn.nodes.without(node);
                turn.pending.remove(node);
                Trials.exited(turn, node, reason);
            } else {
                turn.nodes = turn.nodes.with(known.linked(false));
            }
        });
        return turn.end();
    }

    /** A node reported. One that nobody introduced is asked for. */
    public Step<PlannerState, Effect> observed(Instant now, NodeId node, Sample sample) {
        Optional<Node> known = nodes.find(node);
        if (known.isEmpty()) {
            Turn turn = new Turn(this, now);
            Introductions.ask(turn, node, ASK_AGAIN_AFTER, MOST_ASKED);
            return turn.end();
        }
        Node seen = known.get().seen(nodes.sharingNames(sample), now);
        PlannerState next = new PlannerState(this, nodes.with(seen), firstSampleAt.or(() -> Optional.of(now)));
        boolean isNewest =
                seen.window() != known.get().window() && seen.lastSeen().equals(sample.at());
        Optional<MemoryOptimization> memory = policy.flatMap(Policy::memory);
        if (!isNewest || memory.isEmpty() || !Heaps.isWatched(next, seen)) {
            return Step.to(next);
        }
        Turn turn = new Turn(next, now);
        Heaps.observed(turn, seen, sample, memory.get());
        return turn.end();
    }

    /** A node answered a command or settlement, or told that a lease ended. */
    public Step<PlannerState, Effect> answered(
            Instant now,
            NodeId node,
            Token answeredToken,
            long revision,
            CommandOutcome outcome,
            String detail,
            List<EffectReading> readings,
            InForce inForce) {
        Turn turn = new Turn(this, now);
        turn.nodes.find(node).ifPresent(known -> turn.nodes = turn.nodes.with(known.inForce(inForce)));
        Introductions.fence(turn, inForce);
        Trials.told(turn, node, inForce);
        if (!answeredToken.isOlderThan(token)) {
            Introductions.settlePending(turn, node, revision, outcome, detail);
            Trials.answered(turn, node, revision, outcome, detail, inForce);
        }
        return turn.end();
    }

    /** An agent told what it runs of this service. */
    public Step<PlannerState, Effect> instances(
            Instant now,
            String agent,
            Token toldToken,
            long revision,
            int agentTarget,
            int limit,
            List<InstanceView> instances) {
        Turn turn = new Turn(this, now);
        Introductions.fence(turn, toldToken);
        Agent known = turn.agents.get(agent);
        turn.agents.put(
                agent,
                known == null
                        ? Agent.told(agent, now, agentTarget, limit, revision, instances)
                        : known.telling(now, agentTarget, limit, revision, instances));
        Instances.adopt(turn);
        return turn.end();
    }

    /** An agent refused an instance count; the next tick repeats it, under a new revision. */
    public Step<PlannerState, Effect> instancesRefused(
            Instant now, String agent, Token refusedToken, long revision, CommandOutcome outcome, String detail) {
        Turn turn = new Turn(this, now);
        Agent known = turn.agents.get(agent);
        if (known != null && revision == known.revision() && !superseded) {
            turn.agents.put(agent, known.refused());
            Instances.refused(turn, known, outcome, detail);
        }
        return turn.end();
    }

    /** The link to an agent with instances ended; its instances go on running. */
    public Step<PlannerState, Effect> agentGone(Instant now, String agent) {
        Turn turn = new Turn(this, now);
        turn.agents.computeIfPresent(agent, (name, known) -> known.lost(now));
        return turn.end();
    }

    /** A refit came back, or failed: then the next tick asks for another. */
    public Step<PlannerState, Effect> refitted(Instant now, Predictive rule, Optional<Refitted> refitted) {
        Turn turn = new Turn(this, now);
        turn.outlook = turn.outlook.refitted(rule, refitted);
        return turn.end();
    }

    /** What the load was before this planner; totals of the service, NaN where one is not known. */
    public Step<PlannerState, Effect> recalled(Instant now, Predictive rule, List<Instant> at, double[] loads) {
        Turn turn = new Turn(this, now);
        turn.outlook = turn.outlook.recalled(rule, at, loads);
        return turn.end();
    }

    /** Time to decide. The shell drops a tick that is older than one period. */
    public Step<PlannerState, Effect> tick(Instant now) {
        Turn turn = new Turn(this, now);
        Tick.run(turn);
        return turn.end();
    }

    /** Which optimizers are to be asked now; the answers come as {@link #optimized}, later and from elsewhere. */
    Step<PlannerState, OptimizerQuestion> asking(Instant now) {
        Turn turn = new Turn(this, now);
        List<OptimizerQuestion> questions = Optimizers.asking(turn);
        return new Step<>(new PlannerState(turn), questions);
    }

    /** Optimizers answered, in the order in which they were asked. */
    Step<PlannerState, Effect> optimized(Instant now, List<OptimizerReply> replies) {
        Turn turn = new Turn(this, now);
        Optimizers.answered(turn, replies);
        return turn.end();
    }

    /** Whether the policy names optimizers at all. */
    boolean hasOptimizers() {
        return policy.filter(has -> has.automation().actions().stream()
                        .anyMatch(action -> action.name().startsWith(OptimizationAction.CUSTOM)))
                .isPresent();
    }

    /** Time between two ticks. */
    public Duration tickInterval() {
        return policy.map(has -> has.monitoring().interval()).orElse(PolicyDefaults.INTERVAL);
    }

    /** What the planner knows, for people. */
    public ServiceView view(Instant now) {
        return new ServiceView(
                service,
                member,
                token,
                stateAt(now),
                label,
                Math.max(target, -1),
                nodes.stream().map(node -> nodeView(node, now)).toList(),
                agents.values().stream()
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .map(agent -> new AgentView(agent.name(), agent.target(), agent.limit(), agent.instances()))
                        .toList(),
                ledger.trials(),
                ledger.last(),
                watch.alertViews(),
                watch.words());
    }

    private String stateAt(Instant now) {
        if (policy.isEmpty()) {
            return "no-policy";
        }
        if (frozen.isPresent()) {
            return "frozen";
        }
        if (firstSampleAt.isEmpty()) {
            return "recovering";
        }
        return new Turn(this, now).isWarmingUp() ? "warming-up" : "active";
    }

    private NodeView nodeView(Node node, Instant now) {
        Duration staleAfter =
                policy.map(has -> has.monitoring().staleAfter()).orElse(PolicyDefaults.MONITORING.staleAfter());
        return new NodeView(
                node.id(),
                node.agent(),
                node.jvm(),
                node.isLive(now, staleAfter) ? "live" : "stale",
                node.lastSeen(),
                node.capabilities(),
                node.inForce(),
                node.window().newest());
    }
}
