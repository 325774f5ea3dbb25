package io.flyball.simulator.plant.service;

import io.flyball.simulator.plant.Fleet.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reports of all nodes, made when somebody asks; each covers the time since the ones before. */
final class Reports {
    private final Readings readings;
    private List<Report> newest = List.of();
    private boolean taken;

    Reports(Readings readings) {
        this.readings = readings;
    }

    void begin(List<Node> nodes) {
        for (int i = 0; taken && i < nodes.size(); i++) {
            nodes.get(i).unreported.clear();
        }
        taken = false;
    }

    void end(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).unreported.add(nodes.get(i).meter);
        }
    }

    /** The same however often it is asked for between two intervals. */
    List<Report> of(List<Node> nodes, Instant at) {
        if (!taken) {
            newest = new ArrayList<>(nodes.size());
            for (Node node : nodes) {
                if (node.hasProcess() && node.unreported.seconds > 0) {
                    newest.add(new Report(node.id, readings.report(node, at)));
                }
            }
            taken = true;
        }
        return Collections.unmodifiableList(newest);
    }
}
