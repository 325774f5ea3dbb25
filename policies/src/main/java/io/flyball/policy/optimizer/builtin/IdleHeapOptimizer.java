package io.flyball.policy.optimizer.builtin;

import io.flyball.policy.document.MemoryOptimization;
import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.optimizer.NodeWindow;
import io.flyball.policy.optimizer.Parameters;
import io.flyball.policy.optimizer.ServiceWindow;
import io.flyball.policy.optimizer.TrialEffect;
import io.flyball.policy.tune.Advice;
import io.flyball.policy.tune.IdleHeap;
import io.flyball.policy.validate.MemoryComparison;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.OptimizationFeedback;
import java.util.List;

/**
 * {@link IdleHeap} as an optimizer: gives heap back while a node is idle. Parameters: {@code idleFor} in seconds,
 * {@code idleAllocationBelow} in bytes per second, {@code idleThroughputBelow} in requests per second. Restoring the
 * settings at the first sign of load is the planner's part.
 */
public final class IdleHeapOptimizer implements AdviceOptimizer {
    public static final String NAME = "idle-heap";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind(ServiceWindow window) {
        return Kind.MEMORY;
    }

    @Override
    public Aim aim() {
        return Aim.NOT_WORSE;
    }

    @Override
    public Advice advise(ServiceWindow window, NodeWindow node) {
        MemoryOptimization config = config(window.parameters());
        if (node.unchangedSince().isAfter(window.at().minus(config.idleFor()))) {
            return Advice.leave("heap-fresh", node.id() + " joined or changed within the idle time");
        }
        if (IdleHeap.isGivenBack(node.inForce().settings())) {
            return Advice.leave("heap-given-back", node.id() + " gave its heap back already");
        }
        return IdleHeap.advise(window.at(), node.jvm(), node.capabilities(), node.samples(), window.interval(), config);
    }

    /** What could be saved. */
    @Override
    public double urgency(ServiceWindow window, NodeWindow node) {
        return node.newest(Metrics.HEAP_COMMITTED) - node.newest(Metrics.HEAP_LIVE);
    }

    @Override
    public OptimizationFeedback validate(TrialEffect effect) {
        return MemoryComparison.judge(effect.treatedSamples(), effect.expected(), List.of());
    }

    private static MemoryOptimization config(Parameters parameters) {
        return new MemoryOptimization(
                true,
                parameters.seconds("idleFor", PolicyDefaults.IDLE_FOR),
                parameters.number("idleAllocationBelow", PolicyDefaults.IDLE_ALLOCATION_BELOW, 0, 1e12),
                parameters.number("idleThroughputBelow", PolicyDefaults.IDLE_THROUGHPUT_BELOW, 0, 1e9));
    }
}
