package io.flyball.simulator.plane.fault;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plane.agent.Load;
import io.flyball.simulator.plane.agent.Sensor;
import io.flyball.simulator.plane.agent.SimAgent;
import io.flyball.simulator.plane.member.People;
import io.flyball.simulator.plane.member.SimMember;
import io.flyball.simulator.plane.world.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trouble by chance until {@link #end}: one after the other, several at once, each with a beginning and an end. */
public final class Faults {
    private static final int FEWEST_KINDS = 4;

    private final Stage stage;
    private final Coordinator coordinator;
    private final List<ServiceName> services;
    private final Trouble trouble;
    private final List<Runnable> kinds;

    /** @param calm mean milliseconds between two faults */
    public Faults(Stage stage, Coordinator coordinator, List<ServiceName> services, long calm) {
        this.stage = stage;
        this.coordinator = coordinator;
        this.services = services;
        this.trouble = new Trouble(stage);
        List<Runnable> all = new ArrayList<>(new Cuts(stage, trouble).kinds());
        all.addAll(new Deaths(stage, trouble).kinds());
        all.addAll(List.of(
                this::failover,
                this::failover,
                this::failover,
                this::sensors,
                this::sensors,
                this::sensors,
                this::freeze));
        stage.chance().shuffle(all);
        int some = (int) stage.chance().between(FEWEST_KINDS, all.size());
        this.kinds = List.copyOf(all.subList(0, some)); // a run has its own mix
        trouble.later(10_000, 30_000, () -> next(calm));
        services.forEach(service -> trouble.later(5_000, 20_000, () -> load(service)));
    }

    private void next(long calm) {
        stage.chance().one(kinds).run();
        trouble.later(200, 2 * calm, () -> next(calm));
    }

    /**
     * Everything that is broken is mended; nothing breaks any more.
     *
     * @return when the last pause ends, in milliseconds of the run
     */
    public long end() {
        trouble.say("all faults end");
        trouble.end();
        stage.network().mendAll();
        stage.hosts().forEach(Host::keepTime);
        for (SimMember member : stage.members()) {
            if (!member.host().isUp()) {
                member.boot();
            }
        }
        for (SimAgent agent : stage.agents()) {
            agent.disk().crashIn(0);
            agent.disk().full(false);
            agent.sensor().trouble(Sensor.Trouble.NONE);
            agent.processes().startFailures(0);
            agent.processes().alive().forEach(jvm -> jvm.hangUntil(0));
            if (!agent.host().isUp()) {
                agent.boot();
            }
        }
        services.forEach(service -> frozen(service, Optional.empty()));
        return stage.hosts().stream()
                .mapToLong(Host::pausedUntil)
                .reduce(stage.time().now(), Math::max);
    }

    private void failover() {
        List<SimMember> up =
                stage.members().stream().filter(one -> one.host().isUp()).toList();
        if (!up.isEmpty()) {
            coordinator.move(stage.chance().one(services), stage.chance().one(up));
        }
    }

    private void sensors() {
        SimAgent agent = stage.chance().one(stage.agents());
        Sensor.Trouble kind = stage.chance().one(List.of(Sensor.Trouble.values()));
        trouble.say("metrics of " + agent.host().name() + ": " + kind);
        agent.sensor().trouble(kind);
        trouble.later(5_000, 90_000, () -> agent.sensor().trouble(Sensor.Trouble.NONE));
    }

    private void freeze() {
        ServiceName service = stage.chance().one(services);
        frozen(service, Optional.of("people look"));
        trouble.later(2_000, 60_000, () -> frozen(service, Optional.empty()));
    }

    private void frozen(ServiceName service, Optional<String> because) {
        People.Order was = stage.people().of(service);
        if (!was.frozenBecause().equals(because)) {
            trouble.say(service + (because.isPresent() ? " is frozen" : " is no longer frozen"));
            stage.people().order(service, was.policy(), because);
        }
    }

    private void load(ServiceName service) {
        Load load = stage.loads().get(service);
        double next = stage.chance().of(0.15)
                ? 0.2
                : load.usual() * (0.2 + 1.6 * stage.chance().unit());
        trouble.say("load of " + service + ": " + Math.round(next));
        load.total(next);
        trouble.later(15_000, 80_000, () -> load(service));
    }
}
