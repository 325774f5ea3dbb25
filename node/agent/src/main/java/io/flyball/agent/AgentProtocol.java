package io.flyball.agent;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Messages between the actors of one agent: node monitors, the instance supervisor and the link. */
public interface AgentProtocol {

    /** To the link. */
    sealed interface LinkCommand {}

    /** A JVM is watched, or what is known of it changed. Announced to the member, again after every reconnect. */
    record NodeAppeared(
            NodeId node,
            ServiceName service,
            String jvm,
            List<Capability> capabilities,
            InForce inForce,
            ActorRef<NodeCommand> monitor)
            implements LinkCommand {
        public NodeAppeared {
            capabilities = List.copyOf(capabilities);
        }
    }

    record NodeDisappeared(NodeId node, String reason) implements LinkCommand {}

    /** The link numbers it, keeps it until acknowledged and extends the dictionary for metrics it has not seen. */
    record Measured(NodeId node, Sample sample) implements LinkCommand {}

    /** The link fills in the slot. */
    record Answered(NodeId node, LinkMessage.CommandResult result) implements LinkCommand {}

    /** What this agent runs of a service; announced again after every reconnect. */
    record InstancesChanged(LinkMessage.Instances instances, ActorRef<InstancesCommand> supervisor)
            implements LinkCommand {}

    record InstancesRefused(LinkMessage.InstancesRefused refused) implements LinkCommand {}

    /** Socket events and timers of the link: the one seam in the seal. */
    non-sealed interface LinkInternal extends LinkCommand {}

    /** To a node monitor. */
    sealed interface NodeCommand {}

    record Execute(LinkMessage.Command command) implements NodeCommand {}

    record Settle(LinkMessage.Settle settle) implements NodeCommand {}

    /** Finished readings and writes, timers of the monitor: the one seam in the seal. */
    non-sealed interface NodeInternal extends NodeCommand {}

    /** To the supervisor of the instances of one service. */
    sealed interface InstancesCommand {}

    record SetCount(LinkMessage.SetInstances command) implements InstancesCommand {}

    /** Process events and timers of the supervisor: the one seam in the seal. */
    non-sealed interface InstancesInternal extends InstancesCommand {}
}
