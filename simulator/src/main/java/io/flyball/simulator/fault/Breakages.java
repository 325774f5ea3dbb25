package io.flyball.simulator.fault;

import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.simulator.plant.Plant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Does to a plant what its faults say. Whenever a fault begins or ends, all of its kind that are active are put into force
 * together, so that overlapping ones neither end each other nor are forgotten: factors multiply, of limits the smallest holds.
 */
final class Breakages {
    private final Plant plant;
    private final Map<Integer, FaultEvent> active = new LinkedHashMap<>();
    private final Map<Integer, List<NodeId>> victims = new LinkedHashMap<>();
    private final Map<Integer, Integer> zones = new LinkedHashMap<>();
    private final Set<String> ignored = new TreeSet<>();

    Breakages(Plant plant) {
        this.plant = plant;
    }

    /** Words of the faults that this plant does not model. */
    Set<String> ignored() {
        return ignored;
    }

    void take(FaultEvent event) {
        Fault fault = event.fault();
        if (fault instanceof Fault.Crash) {
            crash(event);
        } else if (fault instanceof Fault.Hang || fault instanceof Fault.SlowNode) {
            instances(event);
        } else if (fault instanceof Fault.ZoneLoss loss) {
            zone(event, loss);
        } else if (fault instanceof Fault.StartFailure
                || fault instanceof Fault.ProvisionerBackPressure
                || fault instanceof Fault.DownstreamOutage) {
            remember(event);
            service(fault);
        } // others are about what is seen and ordered, not about the plant
    }

    private void remember(FaultEvent event) {
        if (event.begins()) {
            active.put(event.id(), event);
        } else {
            active.remove(event.id());
        }
    }

    private void crash(FaultEvent event) {
        for (NodeId node : event.victims(nodes())) {
            int index = nodes().indexOf(node); // each crash may move the others
            told(event.fault(), index < 0 || plant.crash(index));
        }
    }

    private void instances(FaultEvent event) {
        List<NodeId> nodes = nodes();
        remember(event);
        List<NodeId> hit = event.begins() ? event.victims(nodes) : victims.remove(event.id());
        if (event.begins()) {
            victims.put(event.id(), hit);
        }
        for (NodeId node : hit == null ? List.<NodeId>of() : hit) {
            int index = nodes.indexOf(node);
            if (index >= 0) { // else it has gone meanwhile
                told(
                        event.fault(),
                        event.fault() instanceof Fault.Hang
                                ? plant.hang(index, hangs(node))
                                : plant.slow(index, slowness(node)));
            }
        }
    }

    private boolean hangs(NodeId node) {
        return active.values().stream()
                .anyMatch(one -> one.fault() instanceof Fault.Hang
                        && victims.get(one.id()).contains(node));
    }

    private double slowness(NodeId node) {
        double factor = 1;
        for (FaultEvent one : active.values()) {
            if (one.fault() instanceof Fault.SlowNode slow
                    && victims.get(one.id()).contains(node)) {
                factor *= slow.factor();
            }
        }
        return factor;
    }

    private void service(Fault changed) {
        double succeeds = 1;
        int most = Integer.MAX_VALUE;
        double downstream = 1;
        for (FaultEvent one : active.values()) {
            if (one.fault() instanceof Fault.StartFailure failure) {
                succeeds *= 1 - failure.probability();
            } else if (one.fault() instanceof Fault.ProvisionerBackPressure pressure) {
                most = Math.min(most, pressure.mostStarting());
            } else if (one.fault() instanceof Fault.DownstreamOutage outage) {
                downstream *= outage.factor();
            }
        }
        if (changed instanceof Fault.StartFailure) {
            told(changed, plant.failStarts(1 - succeeds));
        } else if (changed instanceof Fault.ProvisionerBackPressure) {
            told(changed, plant.limitStarts(most));
        } else {
            told(changed, plant.slowDownstream(downstream));
        }
    }

    private void zone(FaultEvent event, Fault.ZoneLoss loss) {
        int zone = loss.zone() >= 0
                ? Math.min(loss.zone(), plant.zones() - 1)
                : (int) (event.dice().share(0) * plant.zones());
        if (event.begins()) {
            zones.put(event.id(), zone);
        } else {
            zones.remove(event.id());
        }
        told(loss, plant.loseZone(zone, zones.containsValue(zone)));
    }

    private void told(Fault fault, boolean modelled) {
        if (!modelled) {
            ignored.add(fault.word());
        }
    }

    private List<NodeId> nodes() {
        List<NodeId> nodes = new ArrayList<>();
        for (InstanceView view : plant.instances()) {
            nodes.add(view.node());
        }
        return nodes;
    }
}
