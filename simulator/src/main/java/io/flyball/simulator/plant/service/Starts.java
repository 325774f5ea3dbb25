package io.flyball.simulator.plant.service;

import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.NodeId;
import io.flyball.simulator.engine.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Starts and stops nodes: at most so many start together, each takes its time, some fail and start again; the newest stop
 * first and finish what is inside.
 */
final class Starts {
    private static final double DRAIN_SECONDS = 10;

    private final String service;
    private final Constants model;
    private final Curves curves;
    private final Dice dice;
    private final Set<Integer> lostZones = new TreeSet<>();
    private int created;
    private double failing;
    private double most;

    Starts(String service, Constants model, Curves curves, long seed) {
        this.service = service;
        this.model = model;
        this.curves = curves;
        dice = Dice.of(seed, "node");
        failing = model.get(Trait.START_FAILURE);
        most = model.get(Trait.STARTING);
    }

    void fail(double share) {
        failing = Math.max(model.get(Trait.START_FAILURE), share);
    }

    void limit(double count) {
        most = Math.min(model.get(Trait.STARTING), count);
    }

    void zone(int zone, boolean lost) {
        if (lost) {
            lostZones.add(zone);
        } else {
            lostZones.remove(zone);
        }
    }

    /** Nodes that are not about to stop. */
    static int counted(List<Node> nodes) {
        int count = 0;
        for (int i = 0; i < nodes.size(); i++) {
            count += nodes.get(i).state == InstanceState.DRAINING ? 0 : 1;
        }
        return count;
    }

    void scale(List<Node> nodes, int count) {
        int have = counted(nodes);
        while (have < count) {
            nodes.add(create());
            have++;
        }
        for (int i = nodes.size() - 1; i >= 0 && have > count; i--) {
            Node node = nodes.get(i);
            if (node.state == InstanceState.READY && !node.hangs()) {
                node.state = InstanceState.DRAINING;
                node.drains = DRAIN_SECONDS;
                have--;
            } else if (node.state != InstanceState.DRAINING) {
                node.drop();
                node.state = InstanceState.STOPPED;
                have--;
            }
        }
    }

    private Node create() {
        int number = ++created;
        Chance chance = new Chance(dice.bits(number));
        return new Node(
                new NodeId(service + "-" + number), (number - 1) % model.count(Trait.ZONES), model, curves, chance);
    }

    /** The process of {@code node} is gone; another takes its place under a new name. Answers the new one. */
    Node replace(Node node) {
        node.drop();
        node.state = InstanceState.STOPPED;
        return create();
    }

    /** Moves nodes that start or stop on; those that are ready are left alone. */
    void step(List<Node> nodes, double seconds) {
        int starting = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            starting += node.state == InstanceState.STARTING && node.startsIn < Double.POSITIVE_INFINITY ? 1 : 0;
        }
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.state == InstanceState.STARTING) {
                if (node.startsIn == Double.POSITIVE_INFINITY && starting < most && !lostZones.contains(node.zone)) {
                    node.startsIn = startSeconds(node);
                    starting++;
                }
                if (node.startsIn < Double.POSITIVE_INFINITY) {
                    step(node, seconds);
                }
            } else if (node.state == InstanceState.DRAINING) {
                node.drains -= seconds;
                if (node.drains <= 0 || node.workers.inside() < 0.5) {
                    node.drop();
                    node.state = InstanceState.STOPPED;
                }
            }
        }
    }

    private void step(Node node, double seconds) {
        node.startsIn -= seconds;
        if (node.startsIn > 0) {
            node.starting(seconds);
        } else if (failing > 0 && node.chance().uniform() < failing) {
            node.startsIn = Double.POSITIVE_INFINITY;
            node.uptime = 0;
        } else {
            node.state = InstanceState.READY;
        }
    }

    private double startSeconds(Node node) {
        double spread = model.get(Trait.START_SPREAD) * (2 * node.chance().uniform() - 1);
        return model.get(Trait.START) * (1 + spread);
    }

    /** Nodes for the beginning, ready and warm. */
    List<Node> warm(int count) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Node node = create();
            node.warm();
            nodes.add(node);
        }
        return nodes;
    }
}
