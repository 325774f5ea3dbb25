package io.flyball.planner.service;

import io.flyball.protocol.message.SessionProtocol;
import io.flyball.protocol.model.NodeId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/** Through which session each node and agent of the service is reached: the one heard of last. */
final class Sessions {
    /** A node is asked for at most this often. */
    private static final Duration BETWEEN_INTRODUCTIONS = Duration.ofSeconds(1);

    private final Map<NodeId, ActorRef<SessionProtocol.Command>> nodes = new HashMap<>();
    private final Map<String, ActorRef<SessionProtocol.Command>> agents = new HashMap<>();
    private final Map<NodeId, Long> introductions = new HashMap<>();
    private final Set<ActorRef<SessionProtocol.Command>> watched = new HashSet<>();

    /** True when the session is new and should be watched. */
    boolean hears(NodeId node, ActorRef<SessionProtocol.Command> session) {
        nodes.put(node, session);
        return watched.add(session);
    }

    /** True when the session is new and should be watched. */
    boolean hears(String agent, ActorRef<SessionProtocol.Command> session) {
        agents.put(agent, session);
        return watched.add(session);
    }

    Optional<ActorRef<SessionProtocol.Command>> of(NodeId node) {
        return Optional.ofNullable(nodes.get(node));
    }

    Optional<ActorRef<SessionProtocol.Command>> of(String agent) {
        return Optional.ofNullable(agents.get(agent));
    }

    /** Whom to ask for an introduction of the node; empty when that was done a moment ago. */
    Optional<ActorRef<SessionProtocol.Command>> introducer(NodeId node, long nanos) {
        Long last = introductions.get(node);
        if (last != null && nanos - last < BETWEEN_INTRODUCTIONS.toNanos()) {
            return Optional.empty();
        }
        introductions.put(node, nanos);
        return of(node);
    }

    void introduced(NodeId node) {
        introductions.remove(node);
    }

    void exited(NodeId node) {
        nodes.remove(node);
        introductions.remove(node);
    }

    void lost(String agent) {
        agents.remove(agent);
    }

    /** Forgets the session; what remains unreachable by it. */
    Lost ended(ActorRef<SessionProtocol.Command> session) {
        watched.remove(session);
        Lost lost = new Lost(keysOf(nodes, session), keysOf(agents, session));
        lost.nodes().forEach(this::exited);
        lost.agents().forEach(agents::remove);
        return lost;
    }

    /** Nodes and agents whose session ended. */
    record Lost(List<NodeId> nodes, List<String> agents) {}

    private static <K> List<K> keysOf(
            Map<K, ActorRef<SessionProtocol.Command>> map, ActorRef<SessionProtocol.Command> session) {
        return map.entrySet().stream()
                .filter(entry -> entry.getValue().equals(session))
                .map(Map.Entry::getKey)
                .toList();
    }
}
