package io.flyball.planner.service;

import io.flyball.policy.document.ScalingRule.Predictive;
import io.flyball.policy.forecast.ForecastTracker;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Token;
import java.time.Duration;
import java.time.Instant;

/** What the shell must do after a step of {@link PlannerState}; in the order of the list. */
public sealed interface Effect {

    /** A command or settlement with slot 0; the session fills in the slot. Lost when no session of the node is known. */
    record SendToNode(NodeId node, LinkMessage.ToAgent message) implements Effect {}

    /** A message to an agent itself: {@code SetInstances}. */
    record SendToAgent(String agent, LinkMessage.ToAgent message) implements Effect {}

    /** Store the decision; a higher version replaces a lower one of the same id. */
    record Remember(DecisionRecord decision, long version) implements Effect {}

    /** Store what must survive this planner, by majority and again until it is. */
    record Save(ServiceRecord record) implements Effect {}

    /** Ask the session that reports this node to introduce it. */
    record Introduce(NodeId node) implements Effect {}

    /** Refit the forecast of this rule, on another thread, and bring the result back. */
    record Refit(Predictive rule, ForecastTracker.Refit work) implements Effect {}

    /** Find what the service's load was before this planner; what is not found is not missed. */
    record Recall(Predictive rule, Instant from, Instant to, Duration bucket) implements Effect {}

    /**
     * A node obeys {@code highest}, which is above this planner's token: nothing that this planner sends is obeyed any
     * more. The shell stops; whoever owns the service next takes a term above it.
     */
    record Superseded(Token highest) implements Effect {}
}
