package io.flyball.server.http.answer;

import io.flyball.protocol.message.ServiceProtocol.AgentView;
import io.flyball.protocol.message.ServiceProtocol.NodeView;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A service as its planner sees it.
 *
 * @param state {@code recovering, warming-up, active, frozen, no-policy}, or {@code unreachable}: its planner did not
 *     answer, and everything else is empty
 * @param policy name and revision, e.g. {@code shop#3}; absent when none
 * @param instanceTarget wanted count; absent when unknown
 * @param nodes how many nodes have which status
 * @param alerts pending and firing
 * @param findings what limits the service, in words
 */
public record ServiceAnswer(
        String name,
        String state,
        Optional<String> member,
        Optional<TokenAnswer> token,
        Optional<String> policy,
        Optional<Integer> instanceTarget,
        Map<String, Long> nodes,
        List<Agent> agents,
        List<DecisionAnswer> trials,
        Optional<DecisionAnswer> lastDecision,
        List<AlertAnswer> alerts,
        List<String> findings) {
    /** An agent that starts instances of the service. */
    public record Agent(String name, int target, int limit, List<Instance> instances) {}

    /** One instance that an agent started. */
    public record Instance(String node, InstanceState state, int port, long pid, String detail) {}

    public static ServiceAnswer of(ServiceView view) {
        return new ServiceAnswer(
                view.service().value(),
                view.state(),
                Optional.of(view.member()),
                Optional.of(TokenAnswer.of(view.token())),
                Optional.of(view.policy()).filter(label -> !label.isEmpty()),
                Optional.of(view.instanceTarget()).filter(count -> count >= 0),
                view.nodes().stream()
                        .collect(Collectors.groupingBy(NodeView::status, TreeMap::new, Collectors.counting())),
                view.agents().stream().map(ServiceAnswer::agent).toList(),
                view.trials().stream().map(DecisionAnswer::of).toList(),
                view.lastDecision().map(DecisionAnswer::of),
                view.alerts().stream()
                        .map(alert -> AlertAnswer.of(view.service(), alert))
                        .toList(),
                view.findings());
    }

    public static ServiceAnswer unreachable(String name) {
        return new ServiceAnswer(
                name,
                "unreachable",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static Agent agent(AgentView agent) {
        return new Agent(
                agent.agent(),
                agent.target(),
                agent.limit(),
                agent.instances().stream().map(ServiceAnswer::instance).toList());
    }

    private static Instance instance(InstanceView instance) {
        return new Instance(
                instance.node().value(), instance.state(), instance.port(), instance.pid(), instance.detail());
    }
}
