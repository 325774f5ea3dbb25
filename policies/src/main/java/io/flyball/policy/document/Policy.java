package io.flyball.policy.document;

import io.flyball.protocol.model.ServiceName;
import java.util.List;
import java.util.Optional;

/**
 * A validated policy. An absent section means: that is not managed.
 *
 * @param name of the policy
 * @param service the one service it selects
 */
public record Policy(
        String name,
        ServiceName service,
        List<Objective> objectives,
        MonitoringConfig monitoring,
        Optional<ScalingConfig> scaling,
        Optional<ThreadOptimization> threads,
        Optional<MemoryOptimization> memory,
        ValidationConfig validation,
        AutomationConfig automation) {
    public Policy {
        objectives = List.copyOf(objectives);
    }
}
