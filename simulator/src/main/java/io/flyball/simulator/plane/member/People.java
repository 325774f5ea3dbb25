package io.flyball.simulator.plane.member;

import io.flyball.policy.document.Policy;
import io.flyball.protocol.model.ServiceName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What people ordered, by service. Members learn of it when they reach a majority. */
public final class People {
    /** @param version rises with every order */
    public record Order(long version, Policy policy, Optional<String> frozenBecause) {}

    private final Map<ServiceName, Order> orders = new TreeMap<>();

    public Order of(ServiceName service) {
        return orders.get(service);
    }

    public void order(ServiceName service, Policy policy, Optional<String> frozenBecause) {
        Order was = orders.get(service);
        orders.put(service, new Order(was == null ? 1 : was.version() + 1, policy, frozenBecause));
    }
}
