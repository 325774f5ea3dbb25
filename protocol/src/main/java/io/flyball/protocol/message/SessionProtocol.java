package io.flyball.protocol.message;

import io.flyball.protocol.model.NodeId;

/** Messages of the session actor that owns one link at the member where the agent is connected. */
public interface SessionProtocol {
    sealed interface Command {}

    /** Send to the agent; the session fills in the slot of {@code node} where the message has one. */
    record ToNode(NodeId node, LinkMessage.ToAgent message) implements Command {}

    /** Send to the agent itself. */
    record ToAgent(LinkMessage.ToAgent message) implements Command {}

    /** A planner got reports of a node it does not know: introduce it (and the agent's instances) again. */
    record Introduce(NodeId node) implements Command {}

    /** Frames, acks and timers of the owning behaviour: the one seam in the seal, never sent remotely. */
    non-sealed interface Internal extends Command {}
}
