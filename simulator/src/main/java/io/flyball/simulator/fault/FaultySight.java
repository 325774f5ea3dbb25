package io.flyball.simulator.fault;

import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.simulator.plant.Fleet.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reports as they arrive while metrics are lost, frozen or zero and clocks are wrong: in this order, the loss last. */
final class FaultySight {
    private final Map<Integer, FaultEvent> active = new LinkedHashMap<>();
    private final Map<Integer, Map<NodeId, Map<String, Double>>> frozen = new HashMap<>();

    void take(FaultEvent event) {
        Fault fault = event.fault();
        boolean isSight = fault instanceof Fault.MetricLoss
                || fault instanceof Fault.FrozenMetrics
                || fault instanceof Fault.ZeroMetrics
                || fault instanceof Fault.ClockStep;
        if (isSight && event.begins()) {
            active.put(event.id(), event);
        } else {
            active.remove(event.id());
            frozen.remove(event.id());
        }
    }

    List<Report> seen(List<Report> reports) {
        if (active.isEmpty()) {
            return reports;
        }
        List<NodeId> nodes = reports.stream().map(Report::node).toList();
        Map<FaultEvent, Set<NodeId>> hit = new LinkedHashMap<>();
        active.values().forEach(event -> hit.put(event, new HashSet<>(event.victims(nodes))));
        List<Report> seen = new ArrayList<>(reports.size());
        for (Report report : reports) {
            Sample sample = report.sample();
            boolean lost = false;
            for (Map.Entry<FaultEvent, Set<NodeId>> one : hit.entrySet()) {
                if (one.getValue().contains(report.node())) {
                    lost |= one.getKey().fault() instanceof Fault.MetricLoss;
                    sample = changed(one.getKey(), report.node(), sample);
                }
            }
            if (!lost) {
                seen.add(new Report(report.node(), sample));
            }
        }
        return seen;
    }

    private Sample changed(FaultEvent event, NodeId node, Sample sample) {
        Fault fault = event.fault();
        if (fault instanceof Fault.FrozenMetrics) {
            Map<String, Double> values = frozen.computeIfAbsent(event.id(), id -> new HashMap<>())
                    .computeIfAbsent(node, absent -> sample.values());
            return new Sample(sample.at(), values);
        }
        if (fault instanceof Fault.ZeroMetrics) {
            Map<String, Double> zeros = new HashMap<>();
            sample.values().forEach((metric, value) -> zeros.put(metric, metric.equals(Metrics.READY) ? value : 0.0));
            return new Sample(sample.at(), zeros);
        }
        Duration by = fault instanceof Fault.ClockStep step ? step.by() : Duration.ZERO;
        return by.isZero() ? sample : new Sample(sample.at().plus(by), sample.values());
    }
}
