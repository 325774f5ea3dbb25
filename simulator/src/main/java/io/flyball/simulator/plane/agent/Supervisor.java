package io.flyball.simulator.plane.agent;

import io.flyball.agent.instances.Instance;
import io.flyball.agent.instances.InstanceTemplate;
import io.flyball.agent.instances.InstancesState;
import io.flyball.agent.instances.SavedInstances;
import io.flyball.agent.link.LinkState;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.Step;
import io.flyball.simulator.plane.check.CountCheck;
import io.flyball.simulator.plane.world.Disk;
import io.flyball.simulator.plane.world.Host;
import java.io.IOException;
import java.util.List;

/** Shell of {@link InstancesState} for one template. The order of a step: save, adopt, act, announce. */
final class Supervisor {
    private final InstanceTemplate template;
    private final AgentShape shape;
    private final Scene scene;
    private final Host host;
    private final Disk disk;
    private final Processes processes;
    private final LinkState link;
    private final CountCheck check;
    private final String file;
    private InstancesState state;
    private SavedInstances saved;
    private LinkMessage.Instances announced;

    Supervisor(
            InstanceTemplate template,
            AgentShape shape,
            Scene scene,
            Host host,
            Disk disk,
            Processes processes,
            LinkState link) {
        this.template = template;
        this.shape = shape;
        this.scene = scene;
        this.host = host;
        this.disk = disk;
        this.processes = processes;
        this.link = link;
        this.check = scene.checks().count(host.name(), template.service(), template.limit());
        this.file = template.service() + ".instances";
        this.state = recovered();
        tick();
    }

    InstancesState state() {
        return state;
    }

    private InstancesState recovered() {
        SavedInstances known = disk.read(file)
                .map(SavedInstances::decode)
                .orElseGet(() -> InstancesState.fresh(template).saved());
        return InstancesState.recovered(
                template, known, processes.found(template.service(), known.instances()), host.mono());
    }

    // ---- events

    void set(SetInstances wire) {
        SetInstances command = scene.seams().toSupervisor(host.name(), wire);
        InstancesState before = state;
        if (!step(state.setCount(command))) {
            link.refused(InstancesState.refusal(command, CommandOutcome.FAILED, "cannot write " + file));
            return;
        }
        boolean isNew = state.revision() != before.revision() || !state.token().equals(before.token());
        if (isNew && state.revision() == command.revision() && command.token().equals(state.token())) {
            check.obeyed(wire);
        }
        tick();
    }

    void exited(SimJvm jvm) {
        must(state.exited(host.mono(), jvm.index(), jvm.pid(), "it ended"));
    }

    /** Also notices the end of processes that it did not start in this life. */
    void tick() {
        for (Instance each : List.copyOf(state.instances().values())) {
            if (each.pid() > 0 && !processes.isAlive(each.pid(), each.birth())) {
                must(state.exited(host.mono(), each.index(), each.pid(), "process is gone"));
            }
        }
        step(state.tick(host.mono(), processes::portIsFree));
        check.counts(state.target(), state.instances().size() - leaving());
    }

    private int leaving() {
        return (int)
                state.instances().values().stream().filter(Instance::victim).count();
    }

    // ---- steps

    private void must(Step<InstancesState, InstancesState.Effect> step) {
        if (!step(step)) {
            adopt(step);
        }
    }

    private boolean step(Step<InstancesState, InstancesState.Effect> step) {
        SavedInstances next = step.next().saved();
        if (!next.equals(saved)) {
            try {
                disk.write(file, next.encode(), scene.seams().syncs());
                saved = next;
                check.saved(next.token());
            } catch (IOException e) {
                return false;
            }
        }
        adopt(step);
        return true;
    }

    private void adopt(Step<InstancesState, InstancesState.Effect> step) {
        state = step.next();
        step.effects().forEach(this::run);
        LinkMessage.Instances announcement = state.announcement();
        if (!announcement.equals(announced)) {
            announce(announcement);
        }
    }

    private void announce(LinkMessage.Instances announcement) {
        announced = announcement;
        link.instancesChanged(announcement);
    }

    private void run(InstancesState.Effect effect) {
        if (effect instanceof InstancesState.Spawn spawn) {
            spawn(spawn);
        } else if (effect instanceof InstancesState.Probe probe) {
            host.after(20, () -> probe(probe));
        } else if (effect instanceof InstancesState.Terminate terminate) {
            long takes = scene.chance().of(0.05) ? 60_000 : scene.chance().between(100, 2_000);
            end(terminate.pid(), takes);
        } else if (effect instanceof InstancesState.Kill kill) {
            end(kill.pid(), 0);
        } else if (effect instanceof InstancesState.Refuse refuse) {
            link.refused(refuse.refused());
        } else if (effect instanceof InstancesState.Repeat) {
            announce(state.announcement());
        } else if (effect instanceof InstancesState.Note note) {
            scene.log().note(host.name(), note.text());
        }
    }

    private void spawn(InstancesState.Spawn spawn) {
        SimJvm jvm = processes.start(scene.time().now(), template, spawn.index(), spawn.port(), shape.threads());
        disk.point();
        host.after(5, () -> must(state.spawned(host.mono(), spawn.index(), jvm.pid(), jvm.birth())));
    }

    private void probe(InstancesState.Probe probe) {
        boolean ready = processes.alive().stream()
                .anyMatch(jvm -> jvm.pid() == probe.pid()
                        && jvm.isReady(scene.time().now())
                        && !jvm.isHung(scene.time().now()));
        if (ready) {
            must(state.answeredReady(host.mono(), probe.index(), probe.pid()));
        }
    }

    private void end(long pid, long takes) {
        processes.alive().stream()
                .filter(jvm -> jvm.pid() == pid)
                .forEach(jvm -> jvm.endAt(scene.time().now() + takes));
    }
}
