package io.flyball.simulator.plane.member;

import io.flyball.protocol.model.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Through which session a planner reaches each node and agent: the one heard of last. */
final class Reach {
    private static final long BETWEEN_INTRODUCTIONS = 1_000;
    /** A member that is not reached for so long is given up, and its sessions with it. */
    private static final long GONE_AFTER = 12_000;

    private final Map<NodeId, SessionShell> nodes = new TreeMap<>();
    private final Map<String, SessionShell> agents = new TreeMap<>();
    private final Map<NodeId, Long> introductions = new TreeMap<>();
    private final Map<SessionShell, Long> reached = new LinkedHashMap<>();

    void hears(NodeId node, SessionShell session, long now) {
        nodes.put(node, session);
        reached.put(session, now);
    }

    void hears(String agent, SessionShell session, long now) {
        agents.put(agent, session);
        reached.put(session, now);
    }

    SessionShell of(NodeId node) {
        return nodes.get(node);
    }

    SessionShell of(String agent) {
        return agents.get(agent);
    }

    boolean mayIntroduce(NodeId node, long now) {
        Long last = introductions.get(node);
        if (last != null && now - last < BETWEEN_INTRODUCTIONS) {
            return false;
        }
        introductions.put(node, now);
        return true;
    }

    void introduced(NodeId node) {
        introductions.remove(node);
    }

    void exited(NodeId node) {
        nodes.remove(node);
        introductions.remove(node);
    }

    /** Nodes and agents whose session ended. */
    record Lost(List<NodeId> nodes, List<String> agents) {}

    /** Sessions that are known to have ended by now, or whose member is given up. */
    List<Lost> lost(long now, java.util.function.Predicate<SessionShell> isConnected) {
        List<Lost> lost = new ArrayList<>();
        for (SessionShell session : List.copyOf(reached.keySet())) {
            boolean connected = isConnected.test(session);
            if (connected && session.isOpen()) {
                reached.put(session, now);
            } else if (connected || now - reached.get(session) > GONE_AFTER) {
                reached.remove(session);
                lost.add(ended(session));
            }
        }
        return lost;
    }

    private Lost ended(SessionShell session) {
        Lost lost = new Lost(keysOf(nodes, session), keysOf(agents, session));
        lost.nodes().forEach(this::exited);
        lost.agents().forEach(agents::remove);
        return lost;
    }

    private static <K> List<K> keysOf(Map<K, SessionShell> map, SessionShell session) {
        return map.entrySet().stream()
                .filter(entry -> entry.getValue() == session)
                .map(Map.Entry::getKey)
                .toList();
    }
}
