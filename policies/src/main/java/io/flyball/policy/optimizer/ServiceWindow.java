package io.flyball.policy.optimizer;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an optimizer sees of a service at one moment. Immutable.
 *
 * @param at the time of the question, by the planner's clock
 * @param interval time between two samples of a node
 * @param nodes that serve requests now, in the order of their ids; nodes that start, stop or are not heard are left out
 * @param parameters what the policy says to this optimizer
 */
public record ServiceWindow(
        ServiceName service, Instant at, Duration interval, List<NodeWindow> nodes, Parameters parameters) {
    public ServiceWindow {
        nodes = List.copyOf(nodes);
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("interval = " + interval + ": must be longer than zero");
        }
    }

    public Optional<NodeWindow> node(NodeId id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** Mean over the nodes of each node's mean; NaN where no node measured it. */
    public double mean(String metric) {
        double mean = nodes.stream()
                .mapToDouble(node -> node.mean(metric))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        return Double.isFinite(mean) ? mean : Double.NaN;
    }
}
