package io.flyball.server;

import io.flyball.planner.control.ControlKeeper;
import io.flyball.planner.optimizer.OptimizerHost;
import io.flyball.planner.port.ControlStore;
import io.flyball.planner.port.DecisionLog;
import io.flyball.planner.port.RecordedLoad;
import io.flyball.planner.service.KnownServices;
import io.flyball.planner.service.PlannerPorts;
import io.flyball.planner.service.PlannerSettings;
import io.flyball.planner.service.ServicePlanner;
import io.flyball.protocol.message.ControlProtocol;
import io.flyball.protocol.message.ServiceProtocol;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.control.ControlDirectives;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.ShardRegion.CurrentShardRegionState;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingQuery;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;

/** The sharded entities of a member: planners of services and keepers of control keys, and how to reach them. */
final class Planning {
    private final ActorSystem<?> system;
    private final ClusterSharding sharding;

    Planning(ActorSystem<?> system) {
        this.system = system;
        this.sharding = ClusterSharding.get(system);
    }

    void start(
            ControlStore control,
            DecisionLog decisions,
            RecordedLoad loads,
            String member,
            boolean selfFence,
            OptimizerHost optimizers) {
        InstantSource clock = InstantSource.system();
        ControlDirectives directives = new ControlDirectives(control);
        PlannerPorts ports = new PlannerPorts(
                control, directives, decisions, loads, clock, System::nanoTime, member, optimizers::ask);
        PlannerSettings settings = PlannerSettings.DEFAULT.withSelfFence(selfFence);
        sharding.init(Entity.of(
                ServicePlanner.TYPE_KEY,
                entity ->
                        ServicePlanner.create(new ServiceName(entity.getEntityId()), incarnation(), ports, settings)));
        sharding.init(Entity.of(
                ControlKeeper.TYPE_KEY, entity -> ControlKeeper.create(entity.getEntityId(), control, clock)));
    }

    /** Of all members the leader wakes planners. */
    void keepRunning(Supplier<? extends Collection<ServiceName>> services, Duration every) {
        Cluster cluster = Cluster.get(system);
        system.systemActorOf(
                KnownServices.create(
                        every,
                        () -> cluster.selfMember()
                                .address()
                                .equals(cluster.state().getLeader()),
                        services::get,
                        this::planner),
                "flyball-known-services",
                Props.empty());
    }

    RecipientRef<ServiceProtocol.Command> planner(ServiceName service) {
        return sharding.entityRefFor(ServicePlanner.TYPE_KEY, service.value());
    }

    /** Services whose planner runs at this member. */
    CompletionStage<Set<ServiceName>> here(Duration timeout) {
        return AskPattern.<ClusterShardingQuery, CurrentShardRegionState>ask(
                        sharding.shardState(),
                        replyTo -> new GetShardRegionState(ServicePlanner.TYPE_KEY, replyTo),
                        timeout,
                        system.scheduler())
                .thenApply(state -> state.getShards().stream()
                        .flatMap(shard -> shard.getEntityIds().stream())
                        .map(ServiceName::new)
                        .collect(Collectors.toSet()));
    }

    RecipientRef<ControlProtocol.Command> keeper(String key) {
        return sharding.entityRefFor(ControlKeeper.TYPE_KEY, key);
    }

    private static String incarnation() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
