package io.flyball.planner.service;

import io.flyball.policy.document.Policy;
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
    static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
    static final Duration DEFAULT_STALE_AFTER = Duration.ofSeconds(15);

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
    final boolean superseded;

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
        this.superseded = turn.superseded;
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
        this.superseded = false;
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
        turn.nodes = turn.nodes.with(turn.nodes
                .find(node)
                .map(known -> known.introduced(agent, jvm, caps, inForce))
                .orElseGet(() -> Node.joined(node, agent, jvm, caps, inForce, now)));
        return turn.end();
    }

    /** The JVM is gone ({@code exited}), or only the link to it. */
    public Step<PlannerState, Effect> gone(Instant now, NodeId node, boolean exited, String reason) {
        Turn turn = new Turn(this, now);
        turn.nodes.find(node).ifPresent(known -> {
            turn.nodes = exited ? turn.nodes.without(node) : turn.nodes.with(known.linked(false));
        });
        return turn.end();
    }

    /** A node reported. One that nobody introduced is asked for. */
    public Step<PlannerState, Effect> observed(Instant now, NodeId node, Sample sample) {
        Turn turn = new Turn(this, now);
        Optional<Node> known = turn.nodes.find(node);
        if (known.isEmpty()) {
            turn.effects.add(new Effect.Introduce(node));
            return turn.end();
        }
        turn.nodes = turn.nodes.with(known.get().seen(sample));
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
        return turn.end();
    }

    /** An agent told what it runs of this service. */
    public Step<PlannerState, Effect> instances(
            Instant now,
            String agent,
            Token toldToken,
            long revision,
            int target,
            int limit,
            List<InstanceView> instances) {
        Turn turn = new Turn(this, now);
        Agent known = turn.agents.get(agent);
        turn.agents.put(
                agent,
                known == null
                        ? Agent.told(agent, now, target, limit, revision, instances)
                        : known.telling(now, target, limit, revision, instances));
        return turn.end();
    }

    /** An agent refused an instance count. */
    public Step<PlannerState, Effect> instancesRefused(
            Instant now, String agent, Token refusedToken, long revision, CommandOutcome outcome, String detail) {
        return new Turn(this, now).end();
    }

    /** The link to an agent with instances ended; its instances go on running. */
    public Step<PlannerState, Effect> agentGone(Instant now, String agent) {
        Turn turn = new Turn(this, now);
        turn.agents.computeIfPresent(agent, (name, known) -> known.lost(now));
        return turn.end();
    }

    /** Time to decide. The shell drops a tick that is older than one period. */
    public Step<PlannerState, Effect> tick(Instant now) {
        return new Turn(this, now).end();
    }

    /** Time between two ticks. */
    public Duration tickInterval() {
        return policy.map(has -> has.monitoring().interval()).orElse(DEFAULT_INTERVAL);
    }

    /** What the planner knows, for people. */
    public ServiceView view(Instant now) {
        return new ServiceView(
                service,
                member,
                token,
                stateAt(now),
                label,
                instanceTarget(),
                nodes.stream().map(node -> nodeView(node, now)).toList(),
                agents.values().stream()
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .map(agent -> new AgentView(agent.name(), agent.target(), agent.limit(), agent.instances()))
                        .toList(),
                List.of(),
                Optional.empty());
    }

    private String stateAt(Instant now) {
        if (policy.isEmpty()) {
            return "no-policy";
        }
        return frozen.isPresent() ? "frozen" : "active";
    }

    private int instanceTarget() {
        return agents.values().stream().mapToInt(Agent::wanted).sum();
    }

    private NodeView nodeView(Node node, Instant now) {
        Duration staleAfter = policy.map(has -> has.monitoring().staleAfter()).orElse(DEFAULT_STALE_AFTER);
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
