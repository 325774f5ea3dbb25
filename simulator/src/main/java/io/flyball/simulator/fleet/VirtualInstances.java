package io.flyball.simulator.fleet;

import io.flyball.agent.instances.InstanceTemplate;
import io.flyball.agent.instances.InstancesState;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The instances of one service at one agent. What is started and stopped when is decided by the agent's own {@link
 * InstancesState}; here are processes that need no time to fork and a start time until they are ready. Not thread-safe.
 */
final class VirtualInstances {
    /** What becomes of instances. */
    interface Events {
        /** Its process runs, so that the agent watches it. */
        void appeared(NodeId node);

        void disappeared(NodeId node);

        void announced(LinkMessage.Instances announcement);

        void refused(LinkMessage.InstancesRefused refusal);
    }

    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int FIRST_PORT = 9001;

    private record Process(int index, NodeId node, long readyAt) {}

    private final InstanceTemplate template;
    private final long startMillis;
    private final Tally tally;
    private final Events events;
    private final Map<Long, Process> processes = new HashMap<>();
    private final Recent<CommandId> arrived = new Recent<>();
    private InstancesState state;
    private LinkMessage.Instances announced;
    private Set<NodeId> ready = Set.of();
    private long pids;
    private boolean begun;

    VirtualInstances(InstanceTemplate template, long startMillis, Tally tally, Events events) {
        this.template = template;
        this.startMillis = startMillis;
        this.tally = tally;
        this.events = events;
        this.state = InstancesState.fresh(template);
    }

    /** @param agent distinguishes the nodes of this agent from those that others start of the same service */
    static InstanceTemplate template(ServiceName service, int agent, Duration startTime, int initial, int limit) {
        return new InstanceTemplate(
                service,
                "{service}-" + agent + "-{index}",
                List.of(),
                Map.of(),
                Optional.empty(),
                new InstanceTemplate.PortRange(FIRST_PORT, FIRST_PORT + 2 * limit - 1),
                Optional.of("virtual"),
                new InstanceTemplate.Times(
                        startTime.plusMinutes(1), DRAIN, STOP, Duration.ofSeconds(1), Duration.ofSeconds(30)),
                initial,
                limit);
    }

    /** The instances that there are from the beginning, ready at once. */
    void begin(long now) {
        tick(now);
        tick(now);
        begun = true;
    }

    /** Takes a count. True when it is another one than before. */
    boolean take(long now, SetInstances command) {
        tally.counts.increment();
        if (!arrived.add(new CommandId(command.token(), command.revision()))) {
            tally.arrivedAgain.increment();
        }
        int before = state.target();
        run(now, state.setCount(command));
        tick(now);
        return state.target() != before;
    }

    /** Wanted at this agent. */
    int target() {
        return state.target();
    }

    /** Nodes that take requests. */
    Set<NodeId> ready() {
        return ready;
    }

    void tick(long now) {
        run(now, state.tick(now, port -> true));
    }

    private void run(long now, Step<InstancesState, InstancesState.Effect> step) {
        state = step.next();
        step.effects().forEach(effect -> carryOut(now, effect));
        announce(false);
    }

    private void carryOut(long now, InstancesState.Effect effect) {
        if (effect instanceof InstancesState.Spawn spawn) {
            spawn(now, spawn.index());
        } else if (effect instanceof InstancesState.Probe probe) {
            Process process = processes.get(probe.pid());
            if (process != null && now >= process.readyAt()) {
                run(now, state.answeredReady(now, probe.index(), probe.pid()));
            }
        } else if (effect instanceof InstancesState.Terminate terminate) {
            exit(now, terminate.pid());
        } else if (effect instanceof InstancesState.Kill kill) {
            exit(now, kill.pid());
        } else if (effect instanceof InstancesState.Refuse refuse) {
            tally.answered(refuse.refused().outcome());
            events.refused(refuse.refused());
        } else if (effect instanceof InstancesState.Repeat) {
            announce(true);
        } // a Note is for people
    }

    private void spawn(long now, int index) {
        long pid = ++pids;
        Process process = new Process(index, template.node(index), begun ? now + startMillis : now);
        processes.put(pid, process);
        if (begun) {
            tally.started.increment();
        }
        events.appeared(process.node());
        run(now, state.spawned(now, index, pid, "virtual"));
    }

    private void exit(long now, long pid) {
        Process process = processes.remove(pid);
        if (process != null) {
            tally.stopped.increment();
            events.disappeared(process.node());
            run(now, state.exited(now, process.index(), pid, "exit code 143"));
        }
    }

    private void announce(boolean again) {
        LinkMessage.Instances announcement = state.announcement();
        if (!again && announcement.equals(announced)) {
            return;
        }
        announced = announcement;
        Set<NodeId> serving = new HashSet<>();
        for (InstanceView instance : announcement.instances()) {
            if (instance.state() == InstanceState.READY) {
                serving.add(instance.node());
            }
        }
        ready = serving;
        events.announced(announcement);
    }
}
