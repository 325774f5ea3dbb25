package io.flyball.planner.session;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;

/** Work that a frame makes for the shell. */
public sealed interface SessionEffect {
    /** The link is open. */
    record Greet(String agent, int version) implements SessionEffect {}

    /** Tell the planner of the node's service that the node is here. */
    record Connect(Slot slot) implements SessionEffect {}

    /** Tell the planner that the JVM is gone. */
    record Disconnect(NodeId node, ServiceName service, String reason) implements SessionEffect {}

    /** Store, hand to the planner, then acknowledge. */
    record Store(int slot, long life, long seq, Row row) implements SessionEffect {}

    /** Acknowledge without storing: no repetition would make this report acceptable. */
    record Skip(int slot, long life, long seq, String reason) implements SessionEffect {}

    record Answer(ServiceName service, NodeId node, LinkMessage.CommandResult result) implements SessionEffect {}

    record Know(LinkMessage.Instances instances) implements SessionEffect {}

    record Refuse(LinkMessage.InstancesRefused refused) implements SessionEffect {}

    /** The agent broke the protocol: close the link. */
    record End(String reason) implements SessionEffect {}
}
