package io.flyball.simulator.plant.service;

import java.util.List;

/**
 * The 99th percentile over all nodes. Nodes that take more than twice the mean are a group of their own, so that one slow
 * node of ten shows: where they serve more than 1 % of the requests, it is their quantile at {@code 1 - 0.01 / share}.
 */
final class FleetLatency {
    private static final double SLOW = 2;
    private static final double BEYOND = 0.01;

    private final Readings readings;
    private final Mean quick = new Mean();
    private final Mean slow = new Mean();

    FleetLatency(Readings readings) {
        this.readings = readings;
    }

    /** Weighted by requests. */
    private static final class Mean {
        private double weight;
        private double hold;
        private double waits;
        private double waiting;
        private double backlog;
        private double ahead;
        private double pause;
        private double pauses;

        void clear() {
            weight = 0;
            hold = 0;
            waits = 0;
            waiting = 0;
            backlog = 0;
            ahead = 0;
            pause = 0;
            pauses = 0;
        }

        void add(Latency.Shape shape, double requests) {
            weight += requests;
            hold += requests * shape.hold();
            waits += requests * shape.waits();
            waiting += requests * shape.waits() * shape.waiting();
            backlog += requests * shape.backlog();
            ahead += requests * shape.ahead();
            pause += requests * shape.pause();
            pauses += requests * shape.pauses();
        }

        Latency.Shape shape() {
            return new Latency.Shape(
                    hold / weight,
                    waits / weight,
                    waits > 0 ? waiting / waits : 0,
                    backlog / weight,
                    ahead / weight,
                    pause / weight,
                    pauses / weight);
        }
    }

    /** Seconds; NaN where nothing was answered. */
    double p99(List<Node> nodes) {
        double requests = 0;
        double inside = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Meter meter = nodes.get(i).meter;
            requests += meter.completed;
            inside += meter.completed > 0 ? meter.inside : 0;
        }
        if (!(requests > 0)) {
            return Double.NaN;
        }
        quick.clear();
        slow.clear();
        for (int i = 0; i < nodes.size(); i++) {
            Meter meter = nodes.get(i).meter;
            if (meter.completed > 0) {
                boolean slower = meter.inside / meter.completed > SLOW * inside / requests;
                (slower ? slow : quick).add(readings.shape(nodes.get(i), meter), meter.completed);
            }
        }
        double share = slow.weight / requests;
        if (share > BEYOND) {
            double own = 1 - Math.min(0.999, BEYOND / share);
            double together = readings.quantile(slow.shape(), own);
            return quick.weight > 0 ? Math.max(together, readings.quantile(quick.shape(), 1 - BEYOND)) : together;
        }
        return readings.quantile(quick.shape(), 1 - BEYOND);
    }
}
