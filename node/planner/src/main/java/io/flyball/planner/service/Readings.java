package io.flyball.planner.service;

import io.flyball.policy.scale.InstanceReading;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.MetricColumn;
import io.flyball.protocol.model.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the instances report now, per metric, each read once in a tick. */
final class Readings {
    private final Turn turn;
    private final int current;
    private final Map<String, OfMetric> read = new HashMap<>();

    Readings(Turn turn, int current) {
        this.turn = turn;
        this.current = current;
    }

    /**
     * One metric.
     *
     * @param instances one reading per instance that should exist; those that no one sees count as missing
     * @param values those that were measured
     * @param isComplete every instance that serves was seen
     */
    record OfMetric(List<InstanceReading> instances, double[] values, boolean isComplete) {
        /** Of all instances together; NaN while one that serves is not seen, since the rest is not the whole. */
        double total() {
            return isComplete ? sum() : Double.NaN;
        }

        double mean() {
            return values.length == 0 ? Double.NaN : sum() / values.length;
        }

        private double sum() {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum;
        }

        /** Nobody is missing, starting or just started. */
        boolean isSettled() {
            return isComplete
                    && !instances.isEmpty()
                    && instances.stream()
                            .allMatch(one -> one.ready() && one.value().isPresent());
        }
    }

    /**
     * Sum of the newest values, not of means, which hide peaks; NaN while an instance that serves is not seen.
     */
    double newestTotal(String metric) {
        if (!of(metric).isComplete()) {
            return Double.NaN;
        }
        MetricColumn column = new MetricColumn(metric);
        double sum = 0;
        for (Agent agent : turn.agents.values()) {
            for (InstanceView instance : agent.instances()) {
                if (instance.state() == InstanceState.READY) {
                    sum += turn.nodes
                            .find(instance.node())
                            .flatMap(node -> node.window().newest())
                            .map(column::of)
                            .orElse(Double.NaN);
                }
            }
        }
        return sum;
    }

    OfMetric of(String metric) {
        return read.computeIfAbsent(metric, this::read);
    }

    private OfMetric read(String metric) {
        List<InstanceReading> readings = new ArrayList<>(current);
        double[] values = new double[instances()];
        int measured = 0;
        MetricColumn column = new MetricColumn(metric);
        boolean isComplete = true;
        for (Agent agent : turn.agents.values()) {
            for (InstanceView instance : agent.instances()) {
                if (instance.state() == InstanceState.READY) {
                    InstanceReading reading = reading(instance.node(), column);
                    isComplete &= reading.value().isPresent();
                    if (reading.value().isPresent()) {
                        values[measured++] = reading.value().getAsDouble();
                    }
                    readings.add(reading);
                } else if (instance.state() == InstanceState.STARTING) {
                    readings.add(new InstanceReading(instance.node().value(), OptionalDouble.empty(), false));
                }
            }
        }
        isComplete &= readings.size() >= current;
        while (readings.size() < current) {
            readings.add(new InstanceReading("unseen-" + readings.size(), OptionalDouble.empty(), true));
        }
        return new OfMetric(readings, Arrays.copyOf(values, measured), isComplete);
    }

    private int instances() {
        int count = 0;
        for (Agent agent : turn.agents.values()) {
            count += agent.instances().size();
        }
        return count;
    }

    private InstanceReading reading(NodeId id, MetricColumn metric) {
        Optional<Node> node = turn.nodes.find(id);
        if (node.isEmpty() || !turn.isLive(node.get())) {
            return new InstanceReading(id.value(), OptionalDouble.empty(), true);
        }
        boolean settled =
                !turn.now.isBefore(node.get().joinedAt().plus(turn.validation().settle()));
        double mean = node.get().window().mean(metric, since(), turn.now);
        OptionalDouble value = Double.isFinite(mean) ? OptionalDouble.of(mean) : OptionalDouble.empty();
        return new InstanceReading(id.value(), value, node.get().isReady() && (settled || turn.isWarmingUp()));
    }

    /** Begin of the samples that are looked at. */
    Instant since() {
        return turn.now.minus(turn.monitoring().staleAfter());
    }
}
