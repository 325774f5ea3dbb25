package io.flyball.simulator.controller;

import io.flyball.policy.scale.InstanceReading;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.simulator.plant.Fleet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A metric as the field's autoscalers see it: one reading per instance that exists. */
final class Utilization {
    private Utilization() {}

    static List<InstanceReading> of(String metric, Fleet fleet) {
        Map<NodeId, Double> measured = new HashMap<>();
        for (Fleet.Report report : fleet.reports()) {
            double value = report.sample().valueOrNaN(metric);
            if (Double.isFinite(value)) {
                measured.put(report.node(), value);
            }
        }
        List<InstanceReading> readings = new ArrayList<>();
        for (InstanceView view : fleet.instances()) {
            boolean ready = view.state() == InstanceState.READY;
            Double value = ready ? measured.get(view.node()) : null;
            readings.add(new InstanceReading(
                    view.node().value(), value == null ? OptionalDouble.empty() : OptionalDouble.of(value), ready));
        }
        return readings;
    }

    /** Sum over the instances that report, in instances that are 100 % busy; NaN where none reports. */
    static double total(List<InstanceReading> readings) {
        double sum = Double.NaN;
        for (InstanceReading reading : readings) {
            if (reading.value().isPresent()) {
                sum = (Double.isNaN(sum) ? 0 : sum) + reading.value().getAsDouble();
            }
        }
        return sum;
    }
}
