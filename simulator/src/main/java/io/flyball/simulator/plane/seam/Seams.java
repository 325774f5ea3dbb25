package io.flyball.simulator.plane.seam;

import io.flyball.policy.document.Policy;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import java.time.Instant;

/**
 * Where the simulation's shells hand something to the production code, or take it from there. Here everything passes
 * as it is; a planted bug changes one of them, so that production code needs no switch for it. One object per run.
 */
public class Seams {
    /** From the link to the settings of a node. */
    public LinkMessage.ToAgent toNode(NodeId node, LinkMessage.ToAgent message) {
        return message;
    }

    /** From the settings of a node to the link. */
    public CommandResult fromNode(NodeId node, CommandResult result) {
        return result;
    }

    /** From the link to the supervisor of instances. */
    public SetInstances toSupervisor(String agent, SetInstances command) {
        return command;
    }

    /** Whether leases are looked at. */
    public boolean ticksLeases() {
        return true;
    }

    /** Whether a write to the disk is synced before it counts. */
    public boolean syncs() {
        return true;
    }

    /** From the session to the planner. */
    public Sample observed(Instant now, NodeId node, Sample sample) {
        return sample;
    }

    /** Whether a node that said nothing since the last tick is shown to the planner with its last sample again. */
    public boolean repeatsOldSamples() {
        return false;
    }

    /** From the control state to the planner. */
    public Policy directed(Policy policy) {
        return policy;
    }

    /** Whether reports are acknowledged before they are stored. */
    public boolean acknowledgesAtOnce() {
        return false;
    }
}
