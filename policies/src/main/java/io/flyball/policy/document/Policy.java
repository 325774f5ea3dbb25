package io.flyball.policy.document;

import io.flyball.protocol.model.ServiceName;
import java.util.List;
import java.util.Optional;

/**
 * A validated policy. An absent section means: that is not managed.
 *
 * @param name of the policy
 * @param service the one service it selects
 * @param connections pools of connections; empty: none is managed
 */
public record Policy(
        String name,
        ServiceName service,
        List<Objective> objectives,
        MonitoringConfig monitoring,
        Optional<ScalingConfig> scaling,
        Optional<ThreadOptimization> threads,
        List<ConnectionPool> connections,
        Optional<MemoryOptimization> memory,
        Optional<VerticalConfig> vertical,
        Optional<LimiterConfig> limiter,
        ValidationConfig validation,
        AutomationConfig automation,
        RolloutConfig rollout) {
    public Policy {
        objectives = List.copyOf(objectives);
        connections = List.copyOf(connections);
    }
}
