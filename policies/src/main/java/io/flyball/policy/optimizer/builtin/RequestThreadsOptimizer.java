package io.flyball.policy.optimizer.builtin;

import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.ThreadOptimization;
import io.flyball.policy.optimizer.NodeWindow;
import io.flyball.policy.optimizer.Parameters;
import io.flyball.policy.optimizer.ServiceWindow;
import io.flyball.policy.tune.Advice;
import io.flyball.policy.tune.PoolMetrics;
import io.flyball.policy.tune.PoolWindow;
import io.flyball.policy.tune.RequestThreads;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * {@link RequestThreads} as an optimizer: grows a pool that is the bottleneck. Parameters: {@code knob}, {@code min},
 * {@code max}, {@code factor}, {@code busyAbove} as in the policy's {@code threads}, and {@code window} in seconds, whose
 * two halves are the two windows in a row.
 */
public final class RequestThreadsOptimizer implements AdviceOptimizer {
    public static final String NAME = "request-threads";

    private static final int LEAST_SAMPLES = 3;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind(ServiceWindow window) {
        return knob(window.parameters()).startsWith(Knobs.HIKARI_MAX_POOL_SIZE) ? Kind.CONNECTIONS : Kind.THREADS;
    }

    @Override
    public Aim aim() {
        return Aim.BETTER;
    }

    @Override
    public Advice advise(ServiceWindow window, NodeWindow node) {
        String knob = knob(window.parameters());
        if (node.capability(knob).filter(Capability::available).isEmpty()) {
            return Advice.leave("threads-no-capability", node.id() + " has no " + knob);
        }
        ThreadOptimization config = config(window.parameters());
        long has = node.value(knob).orElse(config.min());
        long ceiling = node.capability(knob).map(Capability::max).orElse(has);
        return RequestThreads.advise(has, ceiling, config, windows(window, node));
    }

    @Override
    public double urgency(ServiceWindow window, NodeWindow node) {
        List<PoolWindow> windows = windows(window, node);
        if (windows.isEmpty()) {
            return Double.NaN;
        }
        PoolWindow newest = windows.get(windows.size() - 1);
        return newest.busy().orElse(0) * 1_000 + newest.queue().orElse(0);
    }

    private static List<PoolWindow> windows(ServiceWindow window, NodeWindow node) {
        Duration half =
                window.parameters().seconds("window", PolicyDefaults.WINDOW).dividedBy(2);
        Instant middle = window.at().minus(half);
        List<Sample> older = node.between(middle.minus(half), middle).samples();
        List<Sample> newer = node.between(middle, window.at()).samples();
        boolean tellsOfOther = node.unchangedSince().isAfter(middle.minus(half));
        if (tellsOfOther || older.size() < LEAST_SAMPLES || newer.size() < LEAST_SAMPLES) {
            return List.of();
        }
        PoolMetrics metrics = PoolMetrics.of(knob(window.parameters()));
        return List.of(metrics.window(older), metrics.window(newer));
    }

    private static String knob(Parameters parameters) {
        return parameters.text("knob", PolicyDefaults.THREADS_KNOB);
    }

    private static ThreadOptimization config(Parameters parameters) {
        int min = (int) parameters.whole("min", PolicyDefaults.THREADS_MIN, 1, 100_000);
        return new ThreadOptimization(
                knob(parameters),
                min,
                (int) parameters.whole("max", Math.max(min, PolicyDefaults.THREADS_MAX), min, 100_000),
                parameters.number("factor", PolicyDefaults.THREADS_FACTOR, 1, 4),
                parameters.number("busyAbove", PolicyDefaults.BUSY_ABOVE, 0, 1));
    }
}
