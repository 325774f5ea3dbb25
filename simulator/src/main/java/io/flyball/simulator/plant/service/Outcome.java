package io.flyball.simulator.plant.service;

import io.flyball.protocol.model.InstanceState;
import io.flyball.simulator.plant.Interval;
import java.util.List;

/** What became of all requests, of one interval and of the run. */
final class Outcome {
    private final Constants model;
    private final FleetLatency latency;
    private final Meter gone = new Meter();
    private double arrived;
    private double completed;
    private double failed;
    private double rejected;
    private double timedOut;
    private double dropped;
    private double refused;
    /** Requests inside of nodes that ended, perhaps between two intervals; they count in the next. */
    private double carried;

    private boolean counting;
    private double seconds;
    private long nodeSteps;

    Outcome(Constants model, Readings readings) {
        this.model = model;
        latency = new FleetLatency(readings);
    }

    void begin(List<Node> nodes) {
        counting = true;
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).meter.clear();
        }
        gone.clear();
        refused = 0;
        seconds = 0;
        nodeSteps = 0;
    }

    void step(double length, int nodes) {
        seconds += length;
        nodeSteps += nodes;
    }

    /** Requests that found no node ready. */
    void refuse(double requests) {
        refused += requests;
    }

    /** {@code node} ended. Between two intervals its meter is that of the one before, which was counted. */
    void gone(Node node) {
        carried += node.dropped();
        if (counting) {
            add(node.meter, gone);
        }
    }

    Interval end(long now, List<Node> nodes) {
        Meter all = new Meter();
        add(gone, all);
        all.arrived += refused;
        all.rejected += refused;
        all.dropped += carried;
        carried = 0;
        counting = false;
        double capacity = 0;
        int ready = 0;
        int running = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            add(node.meter, all);
            if (node.isServing() && !node.hangs()) {
                ready++;
                capacity += node.workers.pace().capacity();
            }
            running += node.state == InstanceState.DRAINING ? 0 : 1;
        }
        arrived += all.arrived;
        completed += all.completed;
        failed += all.failed;
        rejected += all.rejected;
        timedOut += all.timedOut;
        dropped += all.dropped;
        double length = Math.max(seconds, 1e-9);
        double p99 = latency.p99(nodes);
        double offered = all.arrived / length;
        boolean broken =
                p99 > model.get(Trait.OBJECTIVE_LATENCY) || all.errorShare() > model.get(Trait.OBJECTIVE_ERRORS);
        return new Interval(
                now,
                offered,
                all.lost() / length,
                capacity,
                ready,
                running,
                capacity > 0 ? offered / capacity : offered > 0 ? Double.POSITIVE_INFINITY : 0,
                broken ? 1 : 0,
                p99,
                nodeSteps);
    }

    private static void add(Meter from, Meter to) {
        to.arrived += from.arrived;
        to.completed += from.completed;
        to.failed += from.failed;
        to.rejected += from.rejected;
        to.timedOut += from.timedOut;
    }

    /** At the end of an interval. */
    Totals totals(List<Node> nodes) {
        double inside = 0;
        for (Node node : nodes) {
            inside += node.workers.inside();
        }
        return new Totals(arrived, completed, failed, rejected, timedOut, dropped, inside);
    }
}
