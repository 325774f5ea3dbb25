package io.flyball.simulator.plane.check;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Token;
import io.flyball.simulator.plane.world.Timeline;
import io.flyball.simulator.plane.world.Violation;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which nodes of one service run values on trial, and how many of them one planner may have at once. A node counts until
 * it is seen without them or its lease is over, whether the planner can reach it or not.
 */
public final class TrialBook {
    private record OnTrial(Token token, long leaseEnd) {}

    private final Timeline time;
    private final Map<NodeId, OnTrial> nodes = new TreeMap<>();
    private final Map<Token, Integer> allowed = new HashMap<>();

    TrialBook(Timeline time) {
        this.time = time;
    }

    /** The planner begins a trial: at most {@code most} nodes of its own may be on trial from now on. */
    public void mayHave(Token planner, int most) {
        allowed.put(planner, most);
    }

    void begins(NodeId node, Token token, long leaseEnd) {
        nodes.put(node, new OnTrial(token, leaseEnd));
        long now = time.now();
        long running = nodes.values().stream()
                .filter(one -> one.token().equals(token) && one.leaseEnd() > now)
                .count();
        int most = allowed.getOrDefault(token, Integer.MAX_VALUE);
        if (running > most) {
            throw new Violation(
                    "trial-budget",
                    "%d nodes are on trial by %s, at most %d may be: %s".formatted(running, token, most, nodes));
        }
    }

    void renewed(NodeId node, long leaseEnd) {
        nodes.computeIfPresent(node, (id, was) -> new OnTrial(was.token(), leaseEnd));
    }

    void ends(NodeId node) {
        nodes.remove(node);
    }

    long leaseEnd(NodeId node) {
        OnTrial trial = nodes.get(node);
        return trial == null ? Long.MAX_VALUE : trial.leaseEnd();
    }

    boolean has(NodeId node) {
        return nodes.containsKey(node);
    }
}
