package io.flyball.simulator.plane;

import io.flyball.agent.instances.Instance.Phase;
import io.flyball.agent.instances.InstancesState;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plane.agent.SimAgent;
import io.flyball.simulator.plane.member.People;
import io.flyball.simulator.plane.member.PlannerShell;
import io.flyball.simulator.plane.member.SimMember;
import io.flyball.simulator.plane.world.Violation;
import java.util.ArrayList;
import java.util.List;

/** What must be true once nothing has gone wrong for long enough. */
record Settled(List<ServiceName> services, List<SimMember> members, List<SimAgent> agents, People people) {
    private static final int MOST_WAITING = 40;

    /** One planner for each service, and the agents want the counts that it wants. */
    boolean isAgreed() {
        return services.stream().allMatch(service -> {
            List<PlannerShell> planners = planners(service);
            return planners.size() == 1
                    && planners.get(0)
                            .view()
                            .filter(view -> view.instanceTarget() == wanted(service))
                            .isPresent();
        });
    }

    private List<PlannerShell> planners(ServiceName service) {
        List<PlannerShell> planners = new ArrayList<>();
        members.forEach(member -> member.planner(service).ifPresent(planners::add));
        return planners;
    }

    private int wanted(ServiceName service) {
        return agents.stream()
                .mapToInt(agent ->
                        agent.instances(service).map(InstancesState::target).orElse(0))
                .sum();
    }

    void check() {
        services.forEach(this::check);
        for (SimAgent agent : agents) {
            List<NodeId> unsettled = agent.unsettled();
            if (!unsettled.isEmpty()) {
                throw new Violation("trial-ends", unsettled + " are still on trial, or on the way back");
            }
            if (agent.buffered() > MOST_WAITING) {
                throw new Violation(
                        "reports",
                        agent.buffered() + " reports of " + agent.host().name() + " wait for a member");
            }
        }
    }

    private void check(ServiceName service) {
        List<PlannerShell> planners = planners(service);
        if (planners.size() != 1) {
            throw new Violation("one-planner", planners.size() + " planners of " + service);
        }
        PlannerShell planner = planners.get(0);
        ServiceView view = planner.view()
                .orElseThrow(() -> new Violation("one-planner", "the planner of " + service + " has no term"));
        List<String> open = planner.check().stillOpen();
        if (!open.isEmpty()) {
            throw new Violation("trial-ends", "decisions on trial are never closed: " + open);
        }
        agents.forEach(agent -> agent.instances(service).ifPresent(state -> runs(agent, state)));
        int wanted = wanted(service);
        if (wanted != view.instanceTarget()) {
            throw new Violation(
                    "converges",
                    "agents want %d instances of %s, the planner %d".formatted(wanted, service, view.instanceTarget()));
        }
        int least = people.of(service).policy().scaling().orElseThrow().minInstances();
        if (wanted < least) {
            throw new Violation("converges", "%d instances of %s, least are %d".formatted(wanted, service, least));
        }
    }

    private static void runs(SimAgent agent, InstancesState state) {
        long serving = state.instances().values().stream()
                .filter(instance -> !instance.victim() && instance.phase() != Phase.WAITING)
                .count();
        if (serving != state.target()) {
            throw new Violation(
                    "converges",
                    "%s runs %d instances, wanted are %d: %s"
                            .formatted(agent.host().name(), serving, state.target(), state.instances()));
        }
    }
}
