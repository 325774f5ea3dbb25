package io.flyball.simulator.plane.member;

import io.flyball.protocol.model.ServiceName;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the planner of each service runs, as decided, and as each member believes. The two differ for a while after a
 * move, and for as long as a member is cut off: then two planners of one service live at once.
 */
public final class Placement {
    private final Map<ServiceName, Integer> decided = new TreeMap<>();

    public int of(ServiceName service) {
        return decided.get(service);
    }

    public void move(ServiceName service, int member) {
        decided.put(service, member);
    }
}
