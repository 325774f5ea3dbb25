package io.flyball.planner.service;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which agent runs how many instances: each keeps what it has; one more goes to the agent with the most room, one fewer
 * is taken from the agent with the most instances. Ties go by name.
 *
 * <p>Example: a has 2 of 4, b has 1 of 10, wanted 5: b gets both, a 2, b 3.
 */
final class Distribution {
    private Distribution() {}

    /** Counts by agent; their sum is less than {@code target} when the limits do not allow more. */
    static Map<String, Integer> of(int target, Collection<Agent> agents) {
        Map<String, Integer> counts = new TreeMap<>();
        List<Agent> sorted =
                agents.stream().sorted(Comparator.comparing(Agent::name)).toList();
        int sum = 0;
        for (Agent agent : sorted) {
            counts.put(agent.name(), Math.max(0, agent.wanted()));
            sum += Math.max(0, agent.wanted());
        }
        while (sum < target) {
            Agent roomiest = null;
            for (Agent agent : sorted) {
                boolean hasRoom = agent.linked() && agent.limit() > counts.get(agent.name());
                if (hasRoom && (roomiest == null || room(agent, counts) > room(roomiest, counts))) {
                    roomiest = agent;
                }
            }
            if (roomiest == null) {
                break;
            }
            counts.merge(roomiest.name(), 1, Integer::sum);
            sum++;
        }
        while (sum > target) {
            String fullest = null;
            for (Agent agent : sorted) {
                if (counts.get(agent.name()) > 0
                        && (fullest == null || counts.get(agent.name()) > counts.get(fullest))) {
                    fullest = agent.name();
                }
            }
            if (fullest == null) {
                break;
            }
            counts.merge(fullest, -1, Integer::sum);
            sum--;
        }
        return counts;
    }

    private static int room(Agent agent, Map<String, Integer> counts) {
        return agent.limit() - counts.get(agent.name());
    }
}
