package io.flyball.agent.link;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Token;
import java.util.List;

/** Copies of messages with another slot or another age, and the answers to messages that nobody here can take. */
final class LinkRouting {
    private LinkRouting() {}

    static LinkMessage.CommandResult at(int slot, LinkMessage.CommandResult result) {
        return new LinkMessage.CommandResult(
                slot,
                result.token(),
                result.revision(),
                result.outcome(),
                result.detail(),
                result.effects(),
                result.inForce());
    }

    /** Time spent on this side of the wire counts against the command; at 0 its receiver refuses it as expired. */
    static LinkMessage.Command aged(LinkMessage.Command command, long waitedMillis) {
        return new LinkMessage.Command(
                command.slot(),
                command.token(),
                command.revision(),
                command.settings(),
                command.leaseMillis(),
                Math.max(0, command.expiresInMillis() - waitedMillis));
    }

    static LinkMessage.SetInstances aged(LinkMessage.SetInstances set, long waitedMillis) {
        return new LinkMessage.SetInstances(
                set.service(),
                set.token(),
                set.revision(),
                set.count(),
                Math.max(0, set.expiresInMillis() - waitedMillis));
    }

    static LinkMessage.CommandResult unknown(LinkMessage.Command command) {
        return unknown(command.slot(), command.token(), command.revision());
    }

    static LinkMessage.CommandResult unknown(LinkMessage.Settle settle) {
        return unknown(settle.slot(), settle.token(), settle.revision());
    }

    private static LinkMessage.CommandResult unknown(int slot, Token token, long revision) {
        return new LinkMessage.CommandResult(
                slot,
                token,
                revision,
                CommandOutcome.REFUSED_CAPABILITY,
                "slot = " + slot + ": must be one of a watched JVM",
                List.of(),
                InForce.NOTHING);
    }

    static LinkMessage.InstancesRefused unknown(LinkMessage.SetInstances set) {
        return new LinkMessage.InstancesRefused(
                set.service(),
                set.token(),
                set.revision(),
                CommandOutcome.REFUSED_CAPABILITY,
                "service = " + set.service() + ": must have a template at this agent");
    }
}
