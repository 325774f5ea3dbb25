package io.flyball.simulator.plant.service;

import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.simulator.engine.Dice;
import io.flyball.simulator.engine.VirtualTime;
import io.flyball.simulator.plant.Interval;
import io.flyball.simulator.plant.Plant;
import io.flyball.simulator.traffic.Load;
import java.util.ArrayList;
import java.util.List;

/**
 * A service of nodes that queue, warm up, collect garbage, cache, and share a downstream; see
 * {@code docs/internals/plant-service.md} for the equations.
 *
 * <p>The load is requests per second, or, where clients think ({@link Trait#THINK}), their number.
 */
public final class ServicePlant implements Plant {
    private final ServiceName service;
    private final Constants model;
    private final Chance downstreamChance;
    private final Curves curves;
    private final Downstream downstream;
    private final Starts starts;
    private final Balance balance;
    private final Reports reports;
    private final Outcome outcome;
    private final NodeKnobs knobs;
    private final List<Node> nodes;
    private long now;
    private int target;
    private Interval interval = Interval.NOTHING;

    /**
     * @param instances ready and warm at the beginning
     * @param now milliseconds since the beginning of the run
     */
    public ServicePlant(ServiceName service, ServiceModel model, long seed, int instances, long now) {
        this.service = service;
        this.now = now;
        Constants constants = new Constants(model);
        this.model = constants;
        curves = new Curves(constants);
        downstream = new Downstream(constants);
        downstreamChance = new Chance(Dice.of(seed, "downstream").bits(0));
        starts = new Starts(service.value(), constants, curves, seed);
        balance = new Balance(constants.get(Trait.LEAST_BUSY) > 0);
        Readings readings = new Readings(constants);
        reports = new Reports(readings);
        outcome = new Outcome(constants, readings);
        knobs = new NodeKnobs(constants, curves);
        nodes = starts.warm(instances);
        target = instances;
    }

    @Override
    public void advance(long to, Load load) {
        outcome.begin(nodes);
        reports.begin(nodes);
        long step = Math.round(model.get(Trait.STEP) * 1000);
        while (now < to) {
            long length = Math.min(step, to - now);
            now += length;
            step(length / 1000.0, Math.max(0, load.at(now)));
        }
        interval = outcome.end(now, nodes);
        reports.end(nodes);
    }

    private void step(double seconds, double load) {
        starts.step(nodes, seconds);
        int ready = 0;
        double inside = 0;
        double pools = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            ready += node.isServing() ? 1 : 0;
            inside += node.workers.inside();
            pools += node.hasProcess() ? node.pool : 0;
        }
        balance.weigh(nodes, ready);
        double think = model.get(Trait.THINK);
        double share = think > 0 ? Math.max(0, load - inside) : load;
        if (ready == 0) {
            outcome.refuse(think > 0 ? share / think * seconds : share * seconds);
        }
        double calls = 0;
        boolean anyStopped = false;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.isReady() || node.state == InstanceState.DRAINING) {
                if (!node.step(seconds, share * node.weight, think, downstream)) {
                    nodes.add(starts.replace(node)); // out of memory
                }
                calls += node.calls();
            }
            anyStopped |= node.state == InstanceState.STOPPED;
        }
        downstream.step(seconds, calls, pools, downstreamChance);
        outcome.step(seconds, nodes.size());
        if (anyStopped) {
            bury();
        }
    }

    @Override
    public Interval interval() {
        return interval;
    }

    /** Requests since the plant exists. */
    public Totals totals() {
        return outcome.totals(nodes);
    }

    @Override
    public ServiceName service() {
        return service;
    }

    @Override
    public List<InstanceView> instances() {
        List<InstanceView> views = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            views.add(new InstanceView(node.id, node.state, 1, 1, ""));
        }
        return views;
    }

    @Override
    public List<Report> reports() {
        return reports.of(nodes, VirtualTime.at(now));
    }

    @Override
    public int target() {
        return target;
    }

    @Override
    public void scale(int count) {
        target = Math.max(0, count);
        starts.scale(nodes, target);
        bury();
    }

    private void bury() {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i).state == InstanceState.STOPPED) {
                outcome.gone(nodes.remove(i));
            }
        }
    }

    @Override
    public List<Capability> capabilities() {
        return knobs.capabilities();
    }

    @Override
    public CommandOutcome set(NodeId id, List<Setting> settings) {
        for (Node node : nodes) {
            if (node.id.equals(id)) {
                return knobs.set(node, settings);
            }
        }
        return CommandOutcome.REFUSED_CAPABILITY;
    }

    @Override
    public boolean crash(int index) {
        if (index < 0 || index >= nodes.size()) {
            return false;
        }
        Node gone = nodes.get(index);
        boolean counts = gone.state != InstanceState.DRAINING;
        Node next = starts.replace(gone);
        outcome.gone(gone);
        nodes.remove(index);
        if (counts) {
            nodes.add(next);
        }
        return true;
    }

    @Override
    public boolean hang(int index, boolean lasts) {
        boolean exists = index >= 0 && index < nodes.size();
        if (exists) {
            nodes.get(index).hang(lasts);
        }
        return exists;
    }

    @Override
    public boolean slow(int index, double factor) {
        boolean exists = index >= 0 && index < nodes.size() && factor > 0 && Double.isFinite(factor);
        if (exists) {
            nodes.get(index).slow = factor;
        }
        return exists;
    }

    @Override
    public boolean failStarts(double share) {
        starts.fail(share);
        return true;
    }

    @Override
    public boolean limitStarts(int most) {
        starts.limit(most);
        return true;
    }

    @Override
    public boolean slowDownstream(double factor) {
        downstream.slow(factor);
        return model.get(Trait.CALL) > 0;
    }

    @Override
    public boolean loseZone(int zone, boolean lasts) {
        starts.zone(zone, lasts);
        for (int i = nodes.size() - 1; lasts && i >= 0; i--) {
            if (nodes.get(i).zone == zone && nodes.get(i).hasProcess()) {
                crash(i);
            }
        }
        return zone >= 0 && zone < zones();
    }

    @Override
    public int zones() {
        return model.count(Trait.ZONES);
    }
}
