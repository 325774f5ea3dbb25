package io.flyball.planner.service;

import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How long instances take from their start to being ready, as seen from tick to tick.
 *
 * @param since when each instance that starts now was first seen to
 * @param took the last {@value #MOST}, the newest last
 */
record StartTimes(Map<NodeId, Instant> since, List<Duration> took) {
    static final StartTimes NONE = new StartTimes(Map.of(), List.of());
    /** Before any start was seen. */
    static final Duration UNKNOWN = Duration.ofSeconds(60);

    private static final int MOST = 9;

    StartTimes {
        since = Map.copyOf(since);
        took = List.copyOf(took);
    }

    /** The middle of the last ones: one that was slow changes little. */
    Duration usual() {
        return took.isEmpty() ? UNKNOWN : took.stream().sorted().toList().get(took.size() / 2);
    }

    StartTimes seeing(Instant now, Collection<Agent> agents) {
        Set<NodeId> ready = new HashSet<>();
        Map<NodeId, Instant> starting = new HashMap<>();
        for (Agent agent : agents) {
            for (InstanceView instance : agent.instances()) {
                if (instance.state() == InstanceState.STARTING) {
                    starting.put(instance.node(), since.getOrDefault(instance.node(), now));
                } else if (instance.state() == InstanceState.READY && since.containsKey(instance.node())) {
                    ready.add(instance.node());
                }
            }
        }
        if (ready.isEmpty() && starting.equals(since)) {
            return this;
        }
        List<Duration> next = new ArrayList<>(took);
        ready.stream().sorted().forEach(node -> next.add(longerThanNone(Duration.between(since.get(node), now))));
        return new StartTimes(starting, next.subList(Math.max(0, next.size() - MOST), next.size()));
    }

    private static Duration longerThanNone(Duration measured) {
        return measured.isNegative() ? Duration.ZERO : measured;
    }
}
