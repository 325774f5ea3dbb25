package io.flyball.simulator.fleet;

import io.flyball.protocol.model.NodeId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** When commands first came in at their nodes; the last {@value #MOST} of them. Thread-safe. */
final class Arrivals {
    private static final int MOST = 50_000;

    private record Arrival(NodeId node, CommandId command) {}

    private final Map<Arrival, Long> millis = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Arrival, Long> eldest) {
            return size() > MOST;
        }
    };

    /** @param now epoch milliseconds */
    synchronized void note(NodeId node, CommandId command, long now) {
        millis.putIfAbsent(new Arrival(node, command), now);
    }

    synchronized OptionalLong of(NodeId node, CommandId command) {
        Long found = millis.get(new Arrival(node, command));
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }
}
