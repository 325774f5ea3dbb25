package io.flyball.agent.sense;

import io.flyball.agent.AgentProtocol;
import io.flyball.agent.jvm.PerfCounters;
import io.flyball.agent.jvm.ProcessFacts;
import io.flyball.agent.jvm.ProcessTable;
import io.flyball.protocol.model.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Looks for JVMs of this user and keeps one {@link NodeMonitor} for each. Looking touches no JVM: it lists the shared
 * counters' directory and the process table. A name belongs to one living JVM; a second one with the same name gets its
 * pid added.
 */
public final class DiscoveryActor extends AbstractBehavior<DiscoveryActor.Command> {
    private static final int MOST_JVMS = 256;

    private final SenseSettings settings;
    private final Path states;
    private final ActorRef<AgentProtocol.LinkCommand> link;
    private final Supplier<Set<Long>> candidates;
    private final ThreadPoolExecutor worker = WorkerThread.named("flyball-discovery");
    private final Map<String, Watched> monitors = new HashMap<>();
    private final Set<String> notManaged = new HashSet<>();
    private final Map<NodeId, String> owners = new HashMap<>();
    private final List<Claim> waiting = new ArrayList<>();
    private boolean looking;

    /** To discovery. */
    public sealed interface Command {}

    private record Look() implements Command {}

    private record Found(List<ProcessFacts> managed, Set<String> own, Set<String> all) implements Command {}

    private record CannotLook(String reason) implements Command {}

    private record MonitorStopped(String identity) implements Command {}

    /** From a monitor: may I use this name? Answered with {@link NodeMonitor.Granted}. */
    record Claim(long pid, NodeName name, ActorRef<AgentProtocol.NodeCommand> replyTo) implements Command {}

    /** From a monitor: that process is one of Flyball's own. */
    record NotManaged(String identity) implements Command {}

    private record Watched(ProcessFacts process, ActorRef<AgentProtocol.NodeCommand> monitor) {}

    private DiscoveryActor(
            ActorContext<Command> context,
            SenseSettings settings,
            Path stateDirectory,
            ActorRef<AgentProtocol.LinkCommand> link,
            Supplier<Set<Long>> candidates) {
        super(context);
        this.settings = settings;
        this.states = stateDirectory.resolve("nodes");
        this.link = link;
        this.candidates = candidates;
    }

    /** @param stateDirectory of the agent; the state of nodes goes to {@code nodes/} in it */
    public static Behavior<Command> create(
            SenseSettings settings, Path stateDirectory, ActorRef<AgentProtocol.LinkCommand> link) {
        try {
            return create(settings, stateDirectory, link, new ProcessTable()::candidates);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /proc", e);
        }
    }

    /** @param candidates pids to look at, asked for at every look, on a thread that may block */
    static Behavior<Command> create(
            SenseSettings settings,
            Path stateDirectory,
            ActorRef<AgentProtocol.LinkCommand> link,
            Supplier<Set<Long>> candidates) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Look(), Duration.ZERO, settings.discoverEvery());
            return new DiscoveryActor(context, settings, stateDirectory, link, candidates);
        }));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(new Look(), this::onLook)
                .onMessage(Found.class, this::onFound)
                .onMessage(CannotLook.class, this::onCannotLook)
                .onMessage(MonitorStopped.class, this::onMonitorStopped)
                .onMessage(Claim.class, this::onClaim)
                .onMessage(NotManaged.class, this::onNotManaged)
                .onSignal(PostStop.class, this::onStop)
                .build();
    }

    private Behavior<Command> onLook() {
        if (looking) {
            return this;
        }
        looking = true;
        Set<String> known = new HashSet<>(monitors.keySet());
        known.addAll(notManaged);
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(() -> look(candidates, known, settings), worker),
                        (found, failure) -> failure == null ? found : new CannotLook(failure.toString()));
        return this;
    }

    private static Found look(Supplier<Set<Long>> candidates, Set<String> known, SenseSettings settings) {
        List<ProcessFacts> managed = new ArrayList<>();
        Set<String> own = new HashSet<>();
        Set<String> all = new HashSet<>();
        for (long pid : candidates.get()) {
            ProcessFacts process =
                    ProcessFacts.of(pid).filter(ProcessFacts::isAlive).orElse(null);
            if (process == null) {
                continue; // ended meanwhile
            }
            all.add(process.identity());
            if (known.contains(process.identity())) {
                continue;
            }
            if (hasRole(process) || !settings.watches(process.arguments())) {
                own.add(process.identity());
            } else if (process.survivesAttach()) {
                managed.add(process);
            }
        }
        return new Found(managed, own, all);
    }

    /** Known without attach where the property is on the command line or in a variable of options. */
    private static boolean hasRole(ProcessFacts process) {
        return MainArgument.property(process.arguments(), "flyball.role").isPresent()
                || PerfCounters.of(process.pid())
                        .map(PerfCounters::vmArguments)
                        .filter(arguments -> arguments.contains("-Dflyball.role="))
                        .isPresent();
    }

    private Behavior<Command> onFound(Found found) {
        looking = false;
        notManaged.addAll(found.own());
        notManaged.retainAll(found.all());
        for (ProcessFacts process : found.managed()) {
            if (monitors.size() >= MOST_JVMS) {
                getContext()
                        .getLog()
                        .warn("{} JVMs are watched: must be at most that many; others are left alone", MOST_JVMS);
                return this;
            }
            watch(process);
        }
        return this;
    }

    private Behavior<Command> onCannotLook(CannotLook failure) {
        looking = false;
        getContext().getLog().warn("cannot look for JVMs: {}", failure.reason());
        return this;
    }

    private void watch(ProcessFacts process) {
        String identity = process.identity();
        ActorRef<AgentProtocol.NodeCommand> monitor = getContext()
                .spawn(
                        NodeMonitor.create(
                                process, settings, states, link, getContext().getSelf()),
                        "jvm-" + identity.replace(':', '-'));
        getContext().watchWith(monitor, new MonitorStopped(identity));
        monitors.put(identity, new Watched(process, monitor));
    }

    private Behavior<Command> onMonitorStopped(MonitorStopped stopped) {
        monitors.remove(stopped.identity());
        owners.values().removeIf(stopped.identity()::equals);
        List<Claim> again = List.copyOf(waiting);
        waiting.clear();
        again.forEach(this::onClaim);
        return this;
    }

    /** A name whose owner is dead is free as soon as the owner's monitor has said so. */
    private Behavior<Command> onClaim(Claim claim) {
        String claimant = identityOf(claim.pid());
        String owner = owners.get(claim.name().node());
        if (owner == null || owner.equals(claimant)) {
            owners.put(claim.name().node(), claimant);
            claim.replyTo().tell(new NodeMonitor.Granted(claim.name()));
        } else if (!isAlive(owner)) {
            waiting.add(claim);
        } else {
            NodeName qualified = claim.name().qualifiedBy(claim.pid());
            getContext()
                    .getLog()
                    .warn(
                            "node {} runs already: pid {} is called {}",
                            claim.name().node(),
                            claim.pid(),
                            qualified.node());
            owners.put(qualified.node(), claimant);
            claim.replyTo().tell(new NodeMonitor.Granted(qualified));
        }
        return this;
    }

    private String identityOf(long pid) {
        return monitors.keySet().stream()
                .filter(identity -> identity.startsWith(pid + ":"))
                .findFirst()
                .orElse(pid + ":");
    }

    private boolean isAlive(String identity) {
        Watched watched = monitors.get(identity);
        return watched != null && watched.process().isAlive();
    }

    private Behavior<Command> onNotManaged(NotManaged own) {
        notManaged.add(own.identity());
        return this;
    }

    private Behavior<Command> onStop(PostStop signal) {
        worker.shutdownNow();
        return this;
    }
}
