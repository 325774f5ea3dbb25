package io.flyball.simulator.fault;

import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.engine.VirtualTime;
import io.flyball.simulator.plant.Interval;
import io.flyball.simulator.plant.Plant;
import io.flyball.simulator.traffic.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes down what is done to it. Its instances report how many milliseconds have passed. */
final class BreakablePlant implements Plant {
    final List<String> done = new ArrayList<>();
    final List<NodeId> nodes = new ArrayList<>();
    private long now;
    private int started;

    BreakablePlant(int instances) {
        scale(instances);
        done.clear();
    }

    @Override
    public void advance(long to, Load load) {
        now = to;
    }

    @Override
    public Interval interval() {
        return Interval.NOTHING;
    }

    @Override
    public ServiceName service() {
        return new ServiceName("shop");
    }

    @Override
    public List<InstanceView> instances() {
        return nodes.stream()
                .map(node -> new InstanceView(node, InstanceState.READY, 1, 1, ""))
                .toList();
    }

    @Override
    public List<Report> reports() {
        Sample sample = new Sample(VirtualTime.at(now), Map.of(Metrics.READY, 1.0, Metrics.CPU, (double) now));
        return nodes.stream().map(node -> new Report(node, sample)).toList();
    }

    @Override
    public int target() {
        return nodes.size();
    }

    @Override
    public void scale(int count) {
        done.add("scale " + count);
        while (nodes.size() < count) {
            nodes.add(new NodeId("shop-" + ++started));
        }
        while (nodes.size() > count) {
            nodes.remove(nodes.size() - 1);
        }
    }

    @Override
    public boolean crash(int index) {
        done.add("crash " + nodes.remove(index));
        nodes.add(new NodeId("shop-" + ++started));
        return true;
    }

    @Override
    public boolean hang(int index, boolean lasts) {
        return done.add("hang " + nodes.get(index) + " " + lasts);
    }

    @Override
    public boolean slow(int index, double factor) {
        return done.add("slow " + nodes.get(index) + " " + factor);
    }

    @Override
    public boolean failStarts(double share) {
        return done.add("failStarts " + share);
    }

    @Override
    public boolean limitStarts(int most) {
        return done.add("limitStarts " + most);
    }

    @Override
    public boolean slowDownstream(double factor) {
        return done.add("slowDownstream " + factor);
    }

    @Override
    public boolean loseZone(int zone, boolean lasts) {
        return done.add("loseZone " + zone + " " + lasts);
    }

    @Override
    public int zones() {
        return 3;
    }
}
