package io.flyball.simulator.plane.check;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import io.flyball.simulator.plane.world.Timeline;
import io.flyball.simulator.plane.world.Violation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The checks of one run. They outlive crashes of what they watch. */
public final class Checks {
    private final Timeline time;
    private final Map<String, TrialBook> trials = new TreeMap<>();
    private final Map<NodeId, NodeCheck> nodes = new TreeMap<>();
    private final Map<String, CountCheck> counts = new TreeMap<>();
    private final Set<Token> tokens = new HashSet<>();

    public Checks(Timeline time) {
        this.time = time;
    }

    public NodeCheck node(ServiceName service, NodeId node) {
        return nodes.computeIfAbsent(node, id -> new NodeCheck(id, time, trials(service)));
    }

    public CountCheck count(String agent, ServiceName service, int limit) {
        String where = agent + "/" + service;
        return counts.computeIfAbsent(where, key -> new CountCheck(key, limit));
    }

    public PlannerCheck planner(ServiceName service, Token token) {
        if (!tokens.add(token)) {
            throw new Violation("token", token + " was taken twice");
        }
        return new PlannerCheck(time, token, trials(service));
    }

    private TrialBook trials(ServiceName service) {
        return trials.computeIfAbsent(service.value(), key -> new TrialBook(time));
    }

    /** An agent was told that a report is stored. */
    public void acknowledged(String node, long tick, int copies, int required) {
        if (copies < required) {
            throw new Violation(
                    "stored",
                    "report %d of %s is acknowledged with %d of %d copies".formatted(tick, node, copies, required));
        }
    }

    /** A link ended because one side did not keep to the protocol. */
    public void broken(String who, String reason) {
        throw new Violation("protocol", who + ": " + reason);
    }
}
