package io.flyball.simulator.plant;

import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.engine.VirtualTime;
import io.flyball.simulator.traffic.Load;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Instances that share the load evenly and carry a fixed amount each: no queue, no warm-up, no latency. What autoscalers
 * are compared on, because nothing in it favours one of them.
 *
 * <p>An instance that was given another size carries, and counts as, that much more or less.
 *
 * <p>Example: capacity 10/s, 4 ready instances, 38/s: 95 % busy, above {@value #BUSY_LIMIT}, the objective is broken; an
 * instance ordered now is paid for now and helps after the start time.
 */
public final class SimplePlant implements Plant {
    /** The objective: ready instances are at most this busy. */
    public static final double BUSY_LIMIT = 0.9;

    private final ServiceName service;
    private final double capacity;
    private final long startMillis;
    private final List<NodeId> ids = new ArrayList<>();
    private final List<Long> readyAt = new ArrayList<>();
    private final List<Double> sizes = new ArrayList<>();
    private long now;
    private int started;
    private int ready;
    private Interval interval = Interval.NOTHING;

    /**
     * @param capacity requests per second that make one instance 100 % busy, above 0
     * @param startMillis from the order to a ready instance, 0 or more
     * @param instances ready at the beginning
     * @param now milliseconds since the beginning of the run
     */
    public SimplePlant(ServiceName service, double capacity, long startMillis, int instances, long now) {
        if (!(capacity > 0) || Double.isInfinite(capacity)) {
            throw new IllegalArgumentException("capacity = " + capacity + ": must be a number above 0");
        }
        if (startMillis < 0) {
            throw new IllegalArgumentException("startMillis = " + startMillis + ": must be 0 or more");
        }
        this.service = service;
        this.capacity = capacity;
        this.startMillis = startMillis;
        this.now = now;
        grow(instances, now);
        ready = instances;
    }

    @Override
    public void advance(long to, Load load) {
        now = to;
        ready = 0;
        double paid = 0;
        double serving = 0;
        for (int i = 0; i < ids.size(); i++) {
            boolean isReady = readyAt.get(i) <= to;
            ready += isReady ? 1 : 0;
            serving += isReady ? sizes.get(i) : 0;
            paid += sizes.get(i);
        }
        double offered = Math.max(0, load.at(to));
        double carried = serving * capacity;
        double busy = offered / carried;
        interval = new Interval(
                to,
                offered,
                Math.max(0, offered - carried),
                carried,
                ready,
                (int) Math.round(paid),
                carried > 0 ? busy : offered > 0 ? Double.POSITIVE_INFINITY : 0,
                offered > BUSY_LIMIT * carried ? 1 : 0,
                Double.NaN,
                ids.size());
    }

    @Override
    public Interval interval() {
        return interval;
    }

    @Override
    public ServiceName service() {
        return service;
    }

    @Override
    public List<InstanceView> instances() {
        List<InstanceView> views = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            InstanceState state = readyAt.get(i) <= now ? InstanceState.READY : InstanceState.STARTING;
            views.add(new InstanceView(ids.get(i), state, 1, 1, ""));
        }
        return views;
    }

    @Override
    public List<Report> reports() {
        List<Report> reports = new ArrayList<>(ready);
        if (ready == 0) {
            return reports;
        }
        Map<Double, Sample> bySize = new HashMap<>(); // one for all, where all are alike
        for (int i = 0; i < ids.size(); i++) {
            if (readyAt.get(i) <= now) {
                reports.add(new Report(ids.get(i), bySize.computeIfAbsent(sizes.get(i), this::sample)));
            }
        }
        return reports;
    }

    private Sample sample(double size) {
        double busy = interval.utilization();
        return new Sample(
                VirtualTime.at(now),
                Map.of(
                        Metrics.READY,
                        1.0,
                        Metrics.THROUGHPUT,
                        busy * size * capacity,
                        Metrics.CPU,
                        busy,
                        Metrics.CPU_CORES,
                        busy * size,
                        Metrics.ERROR_RATE,
                        Math.max(0, 1 - 1 / Math.max(busy, 1))));
    }

    @Override
    public int target() {
        return ids.size();
    }

    @Override
    public void scale(int count) {
        grow(count, now + startMillis);
        while (ids.size() > Math.max(0, count)) {
            int newest = ids.size() - 1;
            forget(newest);
        }
    }

    @Override
    public boolean crash(int index) {
        if (index >= ids.size()) {
            return false;
        }
        forget(index);
        grow(ids.size() + 1, now + startMillis);
        return true;
    }

    @Override
    public boolean resize(NodeId node, double size) {
        int index = ids.indexOf(node);
        if (index < 0 || !(size > 0) || Double.isInfinite(size)) {
            return false;
        }
        sizes.set(index, size);
        readyAt.set(index, now + startMillis);
        return true;
    }

    private void forget(int index) {
        ids.remove(index);
        readyAt.remove(index);
        sizes.remove(index);
    }

    private void grow(int count, long at) {
        while (ids.size() < count) {
            sizes.add(1.0);
            ids.add(new NodeId(service + "-" + ++started));
            readyAt.add(at);
        }
    }
}
