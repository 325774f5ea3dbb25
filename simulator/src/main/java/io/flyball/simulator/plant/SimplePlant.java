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
import java.util.List;
import java.util.Map;

/**
 * Instances that share the load evenly and carry a fixed amount each: no queue, no warm-up, no latency. What autoscalers
 * are compared on, because nothing in it favours one of them.
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
        for (long at : readyAt) {
            ready += at <= to ? 1 : 0;
        }
        double offered = Math.max(0, load.at(to));
        double carried = ready * capacity;
        double busy = offered / carried;
        interval = new Interval(
                to,
                offered,
                Math.max(0, offered - carried),
                carried,
                ready,
                ids.size(),
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
        double share = interval.offered() / ready;
        Sample sample = new Sample(
                VirtualTime.at(now),
                Map.of(
                        Metrics.READY,
                        1.0,
                        Metrics.THROUGHPUT,
                        share,
                        Metrics.CPU,
                        share / capacity,
                        Metrics.ERROR_RATE,
                        Math.max(0, 1 - capacity / Math.max(share, capacity))));
        for (int i = 0; i < ids.size(); i++) {
            if (readyAt.get(i) <= now) {
                reports.add(new Report(ids.get(i), sample));
            }
        }
        return reports;
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
            ids.remove(newest);
            readyAt.remove(newest);
        }
    }

    @Override
    public boolean crash(int index) {
        if (index >= ids.size()) {
            return false;
        }
        ids.remove(index);
        readyAt.remove(index);
        grow(ids.size() + 1, now + startMillis);
        return true;
    }

    private void grow(int count, long at) {
        while (ids.size() < count) {
            ids.add(new NodeId(service + "-" + ++started));
            readyAt.add(at);
        }
    }
}
