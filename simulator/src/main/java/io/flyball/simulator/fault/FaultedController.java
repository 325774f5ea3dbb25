package io.flyball.simulator.fault;

import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.simulator.controller.Controller;
import io.flyball.simulator.plant.Fleet;
import io.flyball.simulator.plant.Plant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A controller in a world where things go wrong: before each of its ticks the faults that are due are done to the plant; it
 * sees and orders through what is faulty; while the planner fails over it does not tick at all. Faults thus happen at the
 * ticks of the run, up to one control period late.
 */
public final class FaultedController implements Controller {
    private final Controller inner;
    private final FaultPlan.Cursor cursor;
    private final FaultySight sight = new FaultySight();
    private final FaultyOrders orders = new FaultyOrders();
    private final Map<Integer, FaultEvent> failovers = new LinkedHashMap<>();
    private Optional<Breakages> breakages = Optional.empty();

    private FaultedController(Controller inner, FaultPlan plan) {
        this.inner = inner;
        this.cursor = plan.cursor();
    }

    /** One of its own for each run, as the controller; the first fleet that it sees is the plant that it breaks. */
    public static FaultedController around(Controller inner, FaultPlan plan) {
        return new FaultedController(inner, plan);
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public List<Mark> marks() {
        return inner.marks();
    }

    @Override
    public void failOver(long now) {
        inner.failOver(now);
    }

    /** Faults that were due and that the plant does not model, by their words. */
    public Set<String> ignored() {
        return breakages.map(done -> Set.copyOf(done.ignored())).orElse(Set.of());
    }

    @Override
    public void tick(long now, Fleet fleet) {
        if (breakages.isEmpty() && fleet instanceof Plant plant) {
            breakages = Optional.of(new Breakages(plant));
        }
        for (FaultEvent event : cursor.due(now)) {
            breakages.ifPresent(done -> done.take(event));
            sight.take(event);
            orders.take(event);
            failOver(now, event);
        }
        deliver(now, fleet);
        if (failovers.isEmpty()) {
            inner.tick(now, new View(now, fleet));
            deliver(now, fleet);
        }
    }

    private void failOver(long now, FaultEvent event) {
        if (!(event.fault() instanceof Fault.PlannerFailover)) {
            return;
        }
        if (event.begins()) {
            failovers.put(event.id(), event);
        } else if (failovers.remove(event.id()) != null && failovers.isEmpty()) {
            inner.failOver(now);
        }
    }

    private void deliver(long now, Fleet fleet) {
        orders.deliver(now, fleet::scale);
    }

    /** What the controller sees and reaches of the fleet. */
    private final class View implements Fleet {
        private final long now;
        private final Fleet fleet;

        private View(long now, Fleet fleet) {
            this.now = now;
            this.fleet = fleet;
        }

        @Override
        public ServiceName service() {
            return fleet.service();
        }

        @Override
        public List<InstanceView> instances() {
            return fleet.instances();
        }

        @Override
        public List<Report> reports() {
            return sight.seen(fleet.reports());
        }

        /** What was ordered last, also where that has not arrived yet. */
        @Override
        public int target() {
            return orders.newest().orElseGet(fleet::target);
        }

        @Override
        public void scale(int count) {
            orders.order(now, count);
        }

        @Override
        public List<Capability> capabilities() {
            return fleet.capabilities();
        }

        @Override
        public boolean resize(NodeId node, double size) {
            return fleet.resize(node, size);
        }

        @Override
        public CommandOutcome set(NodeId node, List<Setting> settings) {
            return fleet.set(node, settings);
        }
    }
}
