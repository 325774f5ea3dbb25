package io.flyball.simulator.plane.fault;

import io.flyball.simulator.plane.agent.SimAgent;
import io.flyball.simulator.plane.agent.SimJvm;
import io.flyball.simulator.plane.member.SimMember;
import io.flyball.simulator.plane.world.Host;
import java.util.List;
import java.util.Optional;

/** Trouble of processes, disks and clocks. */
final class Deaths {
    private final Stage stage;
    private final Trouble trouble;

    Deaths(Stage stage, Trouble trouble) {
        this.stage = stage;
        this.trouble = trouble;
    }

    List<Runnable> kinds() {
        return List.of(
                this::agentCrash,
                this::agentCrash,
                this::agentCrashesInAStep,
                this::agentCrashesInAStep,
                this::powerCut,
                this::memberCrash,
                this::memberPause,
                this::agentPause,
                this::clock,
                this::jvmCrash,
                this::jvmHang,
                this::startsFail,
                this::diskFull);
    }

    private SimAgent agent() {
        return stage.chance().one(stage.agents());
    }

    private void agentCrash() {
        SimAgent agent = agent();
        agent.host().crash();
        restart(agent);
    }

    private void restart(SimAgent agent) {
        trouble.later(500, 30_000, () -> {
            if (!agent.host().isUp()) {
                agent.boot();
            }
        });
    }

    /** Before or after one of its next writes, to a file or to a JVM. */
    private void agentCrashesInAStep() {
        SimAgent agent = agent();
        if (agent.host().isUp()) {
            agent.disk().crashIn((int) stage.chance().between(1, 8));
            agent.host().onCrashOnce(() -> restart(agent));
        }
    }

    private void powerCut() {
        SimAgent agent = agent();
        agent.powerCut();
        restart(agent);
    }

    private void memberCrash() {
        SimMember member = stage.chance().one(stage.members());
        member.host().crash();
        trouble.later(2_000, 60_000, () -> {
            if (!member.host().isUp()) {
                member.boot();
            }
        });
    }

    private void memberPause() {
        pause(stage.chance().one(stage.members()).host(), 40_000);
    }

    private void agentPause() {
        pause(agent().host(), 20_000);
    }

    private void pause(Host host, long longest) {
        long millis = stage.chance().between(500, longest);
        trouble.say(host.name() + " pauses for " + millis);
        host.pause(millis);
    }

    private void clock() {
        Host host = stage.chance().one(stage.hosts());
        if (stage.chance().of(0.7)) {
            long step = stage.chance().between(-40_000, 40_000);
            trouble.say("clock of " + host.name() + " steps by " + step);
            host.stepClock(step);
        } else {
            double drift = (stage.chance().unit() - 0.5) * 0.04;
            trouble.say("clock of " + host.name() + " drifts by " + drift);
            host.drift(drift);
        }
        trouble.later(5_000, 90_000, host::keepTime);
    }

    private void jvmCrash() {
        jvm().ifPresent(jvm -> {
            trouble.say(jvm.node() + " crashes");
            jvm.endSoon();
        });
    }

    private void jvmHang() {
        jvm().ifPresent(jvm -> {
            trouble.say(jvm.node() + " hangs");
            jvm.hangUntil(stage.time().now() + stage.chance().between(1_000, 40_000));
        });
    }

    private Optional<SimJvm> jvm() {
        List<SimJvm> alive = List.copyOf(agent().processes().alive());
        return alive.isEmpty() ? Optional.empty() : Optional.of(stage.chance().one(alive));
    }

    private void startsFail() {
        SimAgent agent = agent();
        trouble.say("starts fail at " + agent.host().name());
        agent.processes().startFailures(stage.chance().unit());
        trouble.later(5_000, 60_000, () -> agent.processes().startFailures(0));
    }

    private void diskFull() {
        SimAgent agent = agent();
        trouble.say("disk of " + agent.host().name() + " is full");
        agent.disk().full(true);
        trouble.later(1_000, 40_000, () -> agent.disk().full(false));
    }
}
