package io.flyball.simulator.plane.agent;

import io.flyball.agent.instances.InstanceTemplate;
import java.util.List;

/**
 * How one agent is set up.
 *
 * @param members in all
 * @param interval milliseconds between two samples of a node
 * @param templates services that it starts
 * @param threads of an instance when it begins
 * @param mostThreads that the agent's own envelope allows
 */
public record AgentShape(
        String name, int members, long interval, List<InstanceTemplate> templates, int threads, int mostThreads) {
    public AgentShape {
        templates = List.copyOf(templates);
    }
}
