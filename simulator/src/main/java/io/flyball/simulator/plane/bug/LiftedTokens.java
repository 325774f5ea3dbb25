package io.flyball.simulator.plane.bug;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Token;
import io.flyball.simulator.plane.seam.Seams;
import java.util.HashMap;
import java.util.Map;

/** Whatever a planner sends looks as if the newest one had sent it. */
final class LiftedTokens extends Seams {
    private final Map<String, Token> highest = new HashMap<>();

    private Token lifted(String where, Token token) {
        return highest.merge(where, token, (a, b) -> a.isOlderThan(b) ? b : a);
    }

    @Override
    public LinkMessage.ToAgent toNode(NodeId node, LinkMessage.ToAgent message) {
        if (message instanceof Command command) {
            return new Command(
                    command.slot(),
                    lifted(node.value(), command.token()),
                    command.revision(),
                    command.settings(),
                    command.leaseMillis(),
                    command.expiresInMillis());
        }
        if (message instanceof Settle settle) {
            return new Settle(
                    settle.slot(),
                    lifted(node.value(), settle.token()),
                    settle.revision(),
                    settle.ending(),
                    settle.leaseMillis());
        }
        return message;
    }

    @Override
    public SetInstances toSupervisor(String agent, SetInstances set) {
        Token token = lifted(agent + "/" + set.service(), set.token());
        return new SetInstances(set.service(), token, set.revision(), set.count(), set.expiresInMillis());
    }
}
