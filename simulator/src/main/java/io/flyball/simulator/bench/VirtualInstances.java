package io.flyball.simulator.bench;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.util.List;

/**
 * The instances of one service at its one agent. It takes every count at once, as far as anyone can see from outside,
 * but no node is added: the load stays what it was.
 */
final class VirtualInstances {
    private static final int LIMIT = 100_000;
    private static final int PORT = 9000;

    private final ServiceName service;
    private final int number;
    private final List<InstanceView> instances;
    private Token token = Token.NONE;
    private long revision;
    private int target;

    VirtualInstances(ServiceName service, int number, List<NodeId> nodes) {
        this.service = service;
        this.number = number;
        this.instances = nodes.stream()
                .map(node -> new InstanceView(node, InstanceState.READY, PORT, 1, ""))
                .toList();
        this.target = instances.size();
    }

    int number() {
        return number;
    }

    ServiceName service() {
        return service;
    }

    /** Takes the count where the command is not older than the last one; true for a count that is new. */
    synchronized boolean take(LinkMessage.SetInstances command) {
        int order = command.token().compareTo(token);
        if (order < 0 || order == 0 && command.revision() <= revision) {
            return false;
        }
        token = command.token();
        revision = command.revision();
        boolean isNew = command.count() != target;
        target = command.count();
        return isNew;
    }

    synchronized LinkMessage.Instances announce() {
        return new LinkMessage.Instances(service, token, revision, target, LIMIT, instances);
    }

    synchronized int target() {
        return target;
    }
}
