package io.flyball.simulator.capacity;

import io.flyball.policy.capacity.CapacityMemory;
import io.flyball.policy.capacity.CapacityPoint;
import io.flyball.policy.capacity.CapacitySettings;
import io.flyball.policy.capacity.CapacitySettings.Signal;
import io.flyball.policy.capacity.LearnedCapacity;
import io.flyball.policy.capacity.LearnedCapacity.Learned;
import io.flyball.policy.capacity.LearnedCapacity.NotLearned;
import io.flyball.protocol.model.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What an instance carries, learned from a history by the policies' own memory and estimate. Where the history did not come
 * near the wanted utilization, it is learned at a lower one and taken on in a line.
 */
final class Learning {
    private static final double[] LOWER = {0.6, 0.45, 0.3, 0.2, 0.1};
    private static final int BLOCKS = 24;
    private static final Duration LEAST_BLOCK = Duration.ofMinutes(5);

    private Learning() {}

    /** @param capacity null where there is none, and {@code verdict} says why */
    record Found(Capacity capacity, double confidence, String verdict) {}

    static Found capacity(History history, double target) {
        for (String needed : List.of(History.LOAD, History.INSTANCES, Metrics.CPU)) {
            if (!history.has(needed)) {
                return new Found(null, 0, "capacity cannot be learned: '" + needed + "' was not measured");
            }
        }
        String first = null;
        double[] targets = DoubleStream.concat(
                        DoubleStream.of(target), DoubleStream.of(LOWER).filter(lower -> lower < target))
                .toArray();
        for (double at : targets) {
            LearnedCapacity learned = learn(history, at);
            if (learned instanceof Learned known && known.low() > 0) {
                double seen = Math.min(1, history.quantile(Metrics.CPU, 0.99));
                return new Found(
                        new Capacity(
                                known.low() / at,
                                known.perInstance() / at,
                                known.high() / at,
                                known.scaling(),
                                at,
                                seen),
                        known.confidence(),
                        known.verdict());
            }
            if (first == null && learned instanceof NotLearned not) {
                first = not.reason();
            }
        }
        return new Found(null, 0, "capacity was not learned: " + first);
    }

    private static LearnedCapacity learn(History history, double target) {
        CapacitySettings defaults = CapacitySettings.DEFAULTS;
        Duration span = Duration.ofMillis((long) (history.days() * 86_400_000));
        Duration longest = span.dividedBy(BLOCKS);
        CapacityMemory memory = CapacityMemory.empty(new CapacitySettings(
                target,
                Signal.UTILIZATION,
                defaults.settle(),
                LEAST_BLOCK,
                longest.compareTo(defaults.longestBlock()) > 0 ? longest : defaults.longestBlock(),
                defaults.leastPoints(),
                defaults.widest()));
        double[] load = history.column(History.LOAD);
        double[] instances = history.column(History.INSTANCES);
        double[] cpu = history.column(Metrics.CPU);
        for (int i = 0; i < history.size(); i++) {
            int count = (int) StrictMath.rint(instances[i]);
            if (count > 0) {
                memory = memory.plus(
                        new CapacityPoint(Instant.ofEpochMilli(history.times()[i]), count, load[i], cpu[i]));
            }
        }
        return memory.learn();
    }
}
