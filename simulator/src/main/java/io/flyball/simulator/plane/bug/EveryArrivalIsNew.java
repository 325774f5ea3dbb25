package io.flyball.simulator.plane.bug;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.model.NodeId;
import io.flyball.simulator.plane.seam.Seams;
import java.util.HashMap;
import java.util.Map;

/** A command that arrives a second time gets a revision of its own, so that nobody takes it for a repetition. */
final class EveryArrivalIsNew extends Seams {
    private static final long FIRST = 1_000_000;

    private final Map<String, Long> given = new HashMap<>();
    private final Map<Long, Long> wires = new HashMap<>();
    private long last = FIRST;

    private long fresh(String where, long wire) {
        given.put(where + "#" + wire, ++last);
        wires.put(last, wire);
        return last;
    }

    @Override
    public LinkMessage.ToAgent toNode(NodeId node, LinkMessage.ToAgent message) {
        if (message instanceof Command command) {
            return new Command(
                    command.slot(),
                    command.token(),
                    fresh(node.value(), command.revision()),
                    command.settings(),
                    command.leaseMillis(),
                    command.expiresInMillis());
        }
        Settle settle = (Settle) message;
        long revision = given.getOrDefault(node.value() + "#" + settle.revision(), settle.revision());
        return new Settle(settle.slot(), settle.token(), revision, settle.ending(), settle.leaseMillis());
    }

    @Override
    public CommandResult fromNode(NodeId node, CommandResult result) {
        return new CommandResult(
                result.slot(),
                result.token(),
                wires.getOrDefault(result.revision(), result.revision()),
                result.outcome(),
                result.detail(),
                result.effects(),
                result.inForce());
    }

    @Override
    public SetInstances toSupervisor(String agent, SetInstances set) {
        return new SetInstances(
                set.service(), set.token(), fresh(agent, set.revision()), set.count(), set.expiresInMillis());
    }
}
