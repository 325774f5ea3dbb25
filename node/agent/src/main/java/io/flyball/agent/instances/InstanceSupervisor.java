package io.flyball.agent.instances;

import io.flyball.agent.AgentProtocol.InstancesChanged;
import io.flyball.agent.AgentProtocol.InstancesCommand;
import io.flyball.agent.AgentProtocol.InstancesInternal;
import io.flyball.agent.AgentProtocol.InstancesRefused;
import io.flyball.agent.AgentProtocol.LinkCommand;
import io.flyball.agent.AgentProtocol.SetCount;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.Step;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Shell of {@link InstancesState} for one template. It blocks on files and process starts: spawn it on a dispatcher
 * for that. The order of a step: save, adopt, publish the endpoints, act, announce.
 */
public final class InstanceSupervisor extends AbstractBehavior<InstancesCommand> {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final long LONGEST_STOP_MILLIS = 5_000;

    /**
     * What a supervisor takes from outside.
     *
     * @param data state directory of the agent
     * @param clock monotonic milliseconds
     * @param stopOnExit whether the instances end with the supervisor
     */
    public record Surroundings(
            Path data, HttpClient http, LongSupplier clock, boolean stopOnExit, ActorRef<LinkCommand> link) {}

    private enum Tick implements InstancesInternal {
        TICK
    }

    private record Spawned(int index, Processes.Started process) implements InstancesInternal {}

    private record SpawnFailed(int index, String reason) implements InstancesInternal {}

    private record Exited(int index, long pid, String how) implements InstancesInternal {}

    private record Probed(int index, long pid, boolean ready) implements InstancesInternal {}

    private final InstanceTemplate template;
    private final Surroundings around;
    private final Processes processes;
    private final InstanceFiles files;
    private final Set<Long> probing = new HashSet<>();
    private final Set<Long> children = new HashSet<>();
    private InstancesState state;
    private SavedInstances saved;
    private Map<String, Integer> published;
    private LinkMessage.Instances announced;

    /** @throws IllegalStateException from the behavior's start when the state file cannot be understood */
    public static Behavior<InstancesCommand> create(InstanceTemplate template, Surroundings around) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.TICK, TICK);
            return new InstanceSupervisor(context, template, around, new OsProcesses(around.data()));
        }));
    }

    private InstanceSupervisor(
            ActorContext<InstancesCommand> context,
            InstanceTemplate template,
            Surroundings around,
            Processes processes) {
        super(context);
        this.template = template;
        this.around = around;
        this.processes = processes;
        this.files = new InstanceFiles(around.data(), template.service());
        this.state = recover();
        step(state.tick(now(), processes::portIsFree));
    }

    private InstancesState recover() {
        Recovery recovery = new Recovery(processes, files, marker());
        InstancesState recovered = recovery.of(template, now());
        if (!recovered.instances().isEmpty()) {
            getContext()
                    .getLog()
                    .info(
                            "{}: found {} running instances again",
                            template.service(),
                            recovered.instances().size());
        }
        return recovered;
    }

    @Override
    public Receive<InstancesCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(SetCount.class, this::onSetCount)
                .onMessage(Spawned.class, this::onSpawned)
                .onMessage(SpawnFailed.class, failed -> must(state.spawnFailed(now(), failed.index(), failed.reason())))
                .onMessage(Exited.class, this::onExited)
                .onMessage(Probed.class, this::onProbed)
                .onMessageEquals(Tick.TICK, this::onTick)
                .onSignal(PostStop.class, signal -> onPostStop())
                .build();
    }

    private Behavior<InstancesCommand> onSetCount(SetCount set) {
        if (!step(state.setCount(set.command()))) {
            around.link()
                    .tell(new InstancesRefused(InstancesState.refusal(
                            set.command(), CommandOutcome.FAILED, "cannot write " + files.state())));
            return this;
        }
        return onTick();
    }

    private Behavior<InstancesCommand> onSpawned(Spawned spawned) {
        long pid = spawned.process().pid();
        return must(state.spawned(now(), spawned.index(), pid, spawned.process().birth()));
    }

    private Behavior<InstancesCommand> onExited(Exited exited) {
        probing.remove(exited.pid());
        children.remove(exited.pid());
        must(state.exited(now(), exited.index(), exited.pid(), exited.how()));
        return onTick();
    }

    private Behavior<InstancesCommand> onProbed(Probed probed) {
        probing.remove(probed.pid());
        return probed.ready() ? must(state.answeredReady(now(), probed.index(), probed.pid())) : this;
    }

    /** Also notices the end of instances found again: they are no children of this process, so nobody tells. */
    private Behavior<InstancesCommand> onTick() {
        for (Instance each : state.instances().values()) {
            if (each.pid() > 0 && !children.contains(each.pid()) && !processes.isAlive(each.pid(), each.birth())) {
                must(state.exited(now(), each.index(), each.pid(), "process is gone"));
            }
        }
        step(state.tick(now(), processes::portIsFree));
        return this;
    }

    // ---- steps

    /** For facts: adopted even when they cannot be saved now; the next step tries again. */
    private Behavior<InstancesCommand> must(Step<InstancesState, InstancesState.Effect> step) {
        if (!step(step)) {
            adopt(step);
        }
        return this;
    }

    /** For intentions: nothing happens when it cannot be saved. */
    private boolean step(Step<InstancesState, InstancesState.Effect> step) {
        SavedInstances next = step.next().saved();
        if (!next.equals(saved)) {
            try {
                files.save(next);
                saved = next;
            } catch (IOException e) {
                getContext().getLog().error("cannot write {}: {}", files.state(), e.toString());
                return false;
            }
        }
        adopt(step);
        return true;
    }

    private void adopt(Step<InstancesState, InstancesState.Effect> step) {
        state = step.next();
        publish();
        step.effects().forEach(this::run);
        LinkMessage.Instances announcement = state.announcement();
        if (!announcement.equals(announced)) {
            announce(announcement);
        }
    }

    private void publish() {
        Map<String, Integer> endpoints = state.endpoints();
        if (endpoints.equals(published)) {
            return;
        }
        try {
            files.publish(endpoints);
            published = endpoints;
        } catch (IOException e) {
            getContext().getLog().error("cannot write {}: {}", files.endpoints(), e.toString());
        }
    }

    private void announce(LinkMessage.Instances announcement) {
        announced = announcement;
        around.link().tell(new InstancesChanged(announcement, getContext().getSelf()));
    }

    // ---- effects

    private void run(InstancesState.Effect effect) {
        if (effect instanceof InstancesState.Spawn spawn) {
            start(spawn.index(), spawn.port());
        } else if (effect instanceof InstancesState.Probe probe) {
            probe(probe);
        } else if (effect instanceof InstancesState.Terminate terminate) {
            processes.terminate(terminate.pid(), terminate.birth());
        } else if (effect instanceof InstancesState.Kill kill) {
            processes.kill(kill.pid(), kill.birth());
        } else if (effect instanceof InstancesState.Refuse refuse) {
            around.link().tell(new InstancesRefused(refuse.refused()));
        } else if (effect instanceof InstancesState.Repeat) {
            announce(state.announcement());
        } else if (effect instanceof InstancesState.Note note) {
            getContext().getLog().info(note.text());
        }
    }

    private void start(int index, int port) {
        ActorRef<InstancesCommand> self = getContext().getSelf();
        try {
            Processes.Started started = processes.start(template, index, port, marker() + index + "|" + port);
            children.add(started.pid());
            self.tell(new Spawned(index, started));
            started.exit().thenAccept(how -> self.tell(new Exited(index, started.pid(), how)));
        } catch (IOException e) {
            self.tell(new SpawnFailed(index, e.getMessage()));
        }
    }

    private String marker() {
        return around.data() + "|" + template.service() + "|";
    }

    private void probe(InstancesState.Probe probe) {
        if (!probing.add(probe.pid())) {
            return;
        }
        String address = template.expand(
                template.ready().orElseThrow(),
                probe.index(),
                probe.port(),
                around.data().toString());
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PROBE_TIMEOUT)
                .build();
        getContext()
                .pipeToSelf(
                        around.http().sendAsync(request, BodyHandlers.discarding()),
                        (response, failure) -> new Probed(
                                probe.index(), probe.pid(), failure == null && response.statusCode() == 200));
    }

    // ---- the end

    /** Instances stay unless the settings say otherwise; then they are told at once and not drained. */
    private Behavior<InstancesCommand> onPostStop() {
        if (around.stopOnExit()) {
            new Shutdown(processes, around.clock()).stopAll(state.instances().values(), longestStop());
            try {
                files.publish(Map.of());
                files.save(new SavedInstances(state.token(), state.revision(), state.target(), List.of()));
            } catch (IOException e) {
                getContext().getLog().error("cannot write {}: {}", files.state(), e.toString());
            }
        }
        return this;
    }

    private long longestStop() {
        return Math.min(LONGEST_STOP_MILLIS, template.times().stop().toMillis());
    }

    private long now() {
        return around.clock().getAsLong();
    }
}
