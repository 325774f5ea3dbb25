package io.flyball.simulator.plane.fault;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plane.member.SimMember;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Moves planners away from members that the majority does not reach, as cluster sharding does, some seconds later. */
public final class Coordinator {
    private static final long EVERY = 1_000;
    private static final long PATIENCE = 4_000;

    private final Stage stage;
    private final List<ServiceName> services;
    private final Map<ServiceName, Long> goneSince = new TreeMap<>();

    public Coordinator(Stage stage, List<ServiceName> services) {
        this.stage = stage;
        this.services = services;
    }

    public void start() {
        stage.time().after(EVERY, this::look);
    }

    private void look() {
        stage.time().after(EVERY, this::look);
        for (ServiceName service : services) {
            SimMember owner = stage.members().get(stage.placement().of(service));
            if (isWell(owner)) {
                goneSince.remove(service);
                continue;
            }
            long since = goneSince.computeIfAbsent(service, key -> stage.time().now());
            List<SimMember> well = stage.members().stream().filter(this::isWell).toList();
            if (!well.isEmpty()
                    && stage.time().now() - since >= PATIENCE
                    && stage.chance().of(0.2)) {
                move(service, stage.chance().one(well));
            }
        }
    }

    void move(ServiceName service, SimMember to) {
        stage.log().note("-", "planner of " + service + " moves to " + to.name());
        stage.placement().move(service, stage.members().indexOf(to));
        goneSince.remove(service);
    }

    private boolean isWell(SimMember one) {
        if (!one.host().isUp() || one.host().isPaused()) {
            return false;
        }
        long reached = stage.members().stream()
                .filter(other -> other.host().isUp() && stage.network().areConnected(one.host(), other.host()))
                .count();
        return reached > stage.members().size() / 2;
    }
}
