package io.flyball.planner.service;

import io.flyball.policy.document.Policy;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One step of {@link PlannerState} while it is taken: starts as a copy, is changed by the parts that decide, and ends
 * as the next state with its effects. Never outlives the call.
 */
final class Turn {
    final Instant now;
    final ServiceName service;
    final String member;
    final Token token;
    final Instant startedAt;
    final Map<NodeId, Instant> asked;
    final Map<String, Agent> agents;
    final List<Effect> effects = new ArrayList<>();
    Optional<Policy> policy;
    String label;
    Optional<String> frozen;
    Optional<Instant> firstSampleAt;
    Nodes nodes;
    boolean superseded;

    Turn(PlannerState state, Instant now) {
        this.now = now;
        this.service = state.service;
        this.member = state.member;
        this.token = state.token;
        this.startedAt = state.startedAt;
        this.asked = new TreeMap<>(state.asked);
        this.agents = new TreeMap<>(state.agents);
        this.policy = state.policy;
        this.label = state.label;
        this.frozen = state.frozen;
        this.firstSampleAt = state.firstSampleAt;
        this.nodes = state.nodes;
        this.superseded = state.superseded;
    }

    Step<PlannerState, Effect> end() {
        return new Step<>(new PlannerState(this), effects);
    }
}
