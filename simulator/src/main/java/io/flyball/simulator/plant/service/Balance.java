package io.flyball.simulator.plant.service;

import java.util.List;

/**
 * How the load balancer splits the load among the nodes that are ready: evenly, or the more to a node the less is inside per
 * thread, which is what "least busy first" comes to over a second.
 */
final class Balance {
    private static final double EMPTY = 0.05;
    /** A balancer's view is a little old. */
    private static final double DAMPING = 0.5;

    private final boolean leastBusy;

    Balance(boolean leastBusy) {
        this.leastBusy = leastBusy;
    }

    /** Sets {@link Node#weight} of all; 0 where a node is not ready. */
    void weigh(List<Node> nodes, int ready) {
        if (!leastBusy) {
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                node.weight = node.isServing() ? 1.0 / ready : 0;
            }
            return;
        }
        double all = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            node.wish = 0;
            if (node.isServing()) {
                double threads = node.workers.threads();
                node.wish = threads / (EMPTY + node.workers.inside() / threads);
                all += node.wish;
            }
        }
        double sum = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            double fair = all > 0 ? node.wish / all : 0;
            node.weight = !node.isServing() ? 0 : node.weight > 0 ? node.weight + DAMPING * (fair - node.weight) : fair;
            sum += node.weight;
        }
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).weight /= sum > 0 ? sum : 1;
        }
    }
}
