package io.flyball.simulator.demo.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The service and its nodes as the API showed them at one moment.
 *
 * @param target wanted instances; -1 unknown
 * @param ready instances that take requests, as their agents say
 */
record FleetReading(
        Instant at, String member, long term, String state, int target, int ready, List<Node> nodes, List<Long> pids) {

    /** One node: the newest metrics, and the settings validated or on trial. */
    record Node(
            String id, String status, Map<String, Double> metrics, Map<String, Long> inForce, Map<String, Long> trial) {
        Node {
            metrics = Map.copyOf(metrics);
            inForce = Map.copyOf(inForce);
            trial = Map.copyOf(trial);
        }

        double metric(String name) {
            return metrics.getOrDefault(name, Double.NaN);
        }

        /** In force, or on trial where one runs. */
        Map<String, Long> effective() {
            Map<String, Long> settings = new TreeMap<>(inForce);
            settings.putAll(trial);
            return settings;
        }

        boolean isLive() {
            return status.equals("live");
        }
    }

    FleetReading {
        nodes = List.copyOf(nodes);
        pids = List.copyOf(pids);
    }

    static FleetReading of(Instant at, JsonNode service, JsonNode nodes) {
        int ready = 0;
        List<Long> pids = new ArrayList<>();
        for (JsonNode agent : service.path("agents")) {
            for (JsonNode instance : agent.path("instances")) {
                ready += instance.path("state").asText().equals("READY") ? 1 : 0;
                if (instance.path("pid").asLong() > 0) {
                    pids.add(instance.path("pid").asLong());
                }
            }
        }
        List<Node> seen = new ArrayList<>();
        nodes.path("nodes").forEach(node -> seen.add(node(node)));
        return new FleetReading(
                at,
                service.path("member").asText(),
                service.path("token").path("term").asLong(),
                service.path("state").asText(),
                service.path("instanceTarget").asInt(-1),
                ready,
                seen,
                pids);
    }

    double rssOf(List<String> ids) {
        return nodes.stream()
                .filter(node -> ids.contains(node.id()))
                .mapToDouble(node -> node.metric("rss"))
                .sum();
    }

    /** Bytes of all live nodes. */
    double rss() {
        return nodes.stream()
                .filter(Node::isLive)
                .mapToDouble(node -> node.metrics().getOrDefault("rss", 0.0))
                .sum();
    }

    private static Node node(JsonNode node) {
        Map<String, Double> metrics = new TreeMap<>();
        node.path("metrics")
                .properties()
                .forEach(entry -> metrics.put(entry.getKey(), entry.getValue().asDouble()));
        return new Node(
                node.path("id").asText(),
                node.path("status").asText(),
                metrics,
                settings(node.path("inForce")),
                settings(node.path("trial")));
    }

    private static Map<String, Long> settings(JsonNode json) {
        Map<String, Long> settings = new TreeMap<>();
        json.properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asLong()));
        return settings;
    }
}
