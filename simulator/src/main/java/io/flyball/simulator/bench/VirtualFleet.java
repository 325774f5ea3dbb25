package io.flyball.simulator.bench;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.fleet.Clocks;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All virtual nodes. Node {@code i} of service {@code s} is on link {@code (s + i) mod links}: a link carries a few
 * nodes of many services, as hosts do, which is the hardest case for a member that gathers reports by service.
 */
final class VirtualFleet implements AutoCloseable {
    /** A node and where it reports. */
    record Place(VirtualAgent agent, VirtualNode node, int service) {}

    private final List<VirtualAgent> agents = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<VirtualInstances> instances = new ArrayList<>();

    VirtualFleet(BenchOptions options, Clocks clocks, VirtualAgent.Events events) {
        for (int i = 0; i < options.links(); i++) {
            agents.add(new VirtualAgent("bench-" + i, clocks, events));
        }
        for (int service = 0; service < options.services(); service++) {
            ServiceName name = serviceName(service);
            List<NodeId> ids = new ArrayList<>();
            for (int i = 0; i < options.nodesPerService(); i++) {
                NodeId id = new NodeId(name + "-" + i);
                ids.add(id);
                VirtualAgent agent = agents.get((service + i) % agents.size());
                VirtualNode node = new VirtualNode(id, name, agent.slots(), places.size());
                agent.add(node);
                places.add(new Place(agent, node, service));
            }
            VirtualInstances started = new VirtualInstances(name, service, ids);
            agents.get(service % agents.size()).add(started);
            instances.add(started);
        }
    }

    static ServiceName serviceName(int service) {
        return new ServiceName("bench-" + service);
    }

    void connect(HttpClient http, Members members) {
        for (int i = 0; i < agents.size(); i++) {
            agents.get(i).connect(http, members.link(i));
        }
    }

    List<VirtualAgent> agents() {
        return agents;
    }

    List<Place> places() {
        return places;
    }

    /** Count that the service's agent was told last. */
    int target(int service) {
        return instances.get(service).target();
    }

    /** A link that is over spoils the run. */
    void requireLinks() {
        agents.stream()
                .map(VirtualAgent::ended)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(reason -> {
                    throw new BenchException("a link ended: " + reason);
                });
    }

    @Override
    public void close() {
        agents.forEach(VirtualAgent::close);
    }
}
