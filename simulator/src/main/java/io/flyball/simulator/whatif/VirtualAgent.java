package io.flyball.simulator.whatif;

import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts and stops virtual instances as an agent does: in order of age, never two commands of one revision. */
final class VirtualAgent {
    static final String NAME = "virtual";

    private final ServiceName service;
    private final Duration start;
    private final Map<NodeId, Instant> readyAt = new LinkedHashMap<>();
    private Token token = Token.NONE;
    private long revision;
    private int started;

    VirtualAgent(ServiceName service, Duration start) {
        this.service = service;
        this.start = start;
    }

    void warm(int count, Instant now) {
        grow(count, now);
    }

    /** True where the command was new. */
    boolean obey(SetInstances command, Instant now, List<NodeId> stopped) {
        if (command.token().isOlderThan(token) || (command.token().equals(token) && command.revision() <= revision)) {
            return false;
        }
        token = command.token();
        revision = command.revision();
        grow(command.count(), now.plus(start));
        List<NodeId> oldestFirst = new ArrayList<>(readyAt.keySet());
        while (readyAt.size() > command.count()) {
            NodeId newest = oldestFirst.remove(oldestFirst.size() - 1);
            readyAt.remove(newest);
            stopped.add(newest);
        }
        return true;
    }

    private void grow(int count, Instant at) {
        while (readyAt.size() < count) {
            readyAt.put(new NodeId(service + "-" + ++started), at);
        }
    }

    int running() {
        return readyAt.size();
    }

    List<NodeId> ready(Instant now) {
        return readyAt.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<InstanceView> views(Instant now) {
        return readyAt.entrySet().stream()
                .map(entry -> new InstanceView(
                        entry.getKey(),
                        entry.getValue().isAfter(now) ? InstanceState.STARTING : InstanceState.READY,
                        1,
                        1,
                        ""))
                .toList();
    }

    Token token() {
        return token;
    }

    long revision() {
        return revision;
    }
}
