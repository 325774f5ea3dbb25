package io.flyball.agent.link;

import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.message.LinkMessage.ToAgent;
import io.flyball.protocol.model.Token;

/**
 * Unsafe, for a single purpose: the control run of the proof that tokens are what protects a node. Whatever a planner
 * sends looks as if the newest one had sent it, so an old planner is obeyed.
 */
final class IgnoredTokens {
    private Token highest = Token.NONE;

    ToAgent lifted(ToAgent message) {
        if (message instanceof Command command) {
            return new Command(
                    command.slot(),
                    highest(command.token()),
                    command.revision(),
                    command.settings(),
                    command.leaseMillis(),
                    command.expiresInMillis());
        }
        if (message instanceof Settle settle) {
            return new Settle(
                    settle.slot(), highest(settle.token()), settle.revision(), settle.ending(), settle.leaseMillis());
        }
        return message;
    }

    SetInstances lifted(SetInstances set) {
        return new SetInstances(
                set.service(), highest(set.token()), set.revision(), set.count(), set.expiresInMillis());
    }

    private Token highest(Token token) {
        highest = highest.isOlderThan(token) ? token : highest;
        return highest;
    }
}
