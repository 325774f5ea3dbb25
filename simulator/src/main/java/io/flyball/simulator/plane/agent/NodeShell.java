package io.flyball.simulator.plane.agent;

import io.flyball.agent.act.Actuation;
import io.flyball.agent.act.Knob;
import io.flyball.agent.act.KnobSet;
import io.flyball.agent.act.NodeDisk;
import io.flyball.agent.link.LinkState;
import io.flyball.agent.link.Outlet;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import io.flyball.simulator.plane.check.NodeCheck;
import io.flyball.simulator.plane.world.Disk;
import io.flyball.simulator.plane.world.Host;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shell of one {@link Actuation}, as the agent's monitor is: one thread per JVM, commands wait for their turn. */
final class NodeShell {
    private static final long GIVE_UP_AFTER = 3_000;

    private record Portrait(List<Capability> capabilities, InForce inForce) {}

    private final SimJvm jvm;
    private final AgentShape shape;
    private final Scene scene;
    private final Host host;
    private final Disk disk;
    private final LinkState link;
    private final Runnable pump;
    private final Sensor sensor;
    private final NodeCheck check;
    private Actuation actuation;
    private Portrait announced;
    private boolean isLive;
    private boolean isTicking;
    private long freeAt;
    private long hungSince = -1;
    private long lastTick;

    NodeShell(
            SimJvm jvm,
            AgentShape shape,
            Scene scene,
            Host host,
            Disk disk,
            Sensor sensor,
            LinkState link,
            Runnable pump) {
        this.jvm = jvm;
        this.shape = shape;
        this.scene = scene;
        this.host = host;
        this.disk = disk;
        this.sensor = sensor;
        this.link = link;
        this.pump = pump;
        this.check = scene.checks().node(jvm.service(), jvm.node());
        submit(this::open);
    }

    SimJvm jvm() {
        return jvm;
    }

    /** Nothing is on trial or on its way back; nor is it before the agent has looked at the JVM. */
    boolean isSettled() {
        return actuation == null || !actuation.needsTicks();
    }

    // ---- the JVM's thread

    private interface Work {
        void run() throws IOException;
    }

    private void submit(Work work) {
        long takes = scene.chance().of(0.95)
                ? scene.chance().between(2, 40)
                : scene.chance().between(40, 3_000);
        freeAt = Math.max(freeAt, host.mono()) + takes;
        host.after(freeAt - host.mono(), () -> {
            if (jvm.isAlive()) {
                try {
                    work.run();
                } catch (IOException e) {
                    lose("the JVM does not answer: " + e.getMessage());
                }
                pump.run();
            }
        });
    }

    private void open() throws IOException {
        if (jvm.isHung(scene.time().now())) {
            submit(this::open);
            return;
        }
        if (actuation == null) {
            var target = new Actuation.Target(jvm.node(), jvm.service(), jvm.identity());
            actuation = Actuation.open(target, nodeDisk(), host::mono, this::knobs, this::answer);
            check.looked(actuation.inForce());
        }
        look();
    }

    private void look() throws IOException {
        Portrait portrait = new Portrait(knobs().capabilities(), actuation.inForce());
        if (!isLive || !portrait.equals(announced)) {
            isLive = true;
            announced = portrait;
            link.appeared(new Outlet.Description(
                    jvm.node(),
                    jvm.service(),
                    "17.0.15 G1 pid " + jvm.pid(),
                    portrait.capabilities(),
                    portrait.inForce()));
        }
        if (!actuation.needsTicks()) {
            check.isSettled(actuation.inForce(), jvm.knobs(), jvm.first());
        }
    }

    private void lose(String reason) {
        if (isLive) {
            isLive = false;
            link.disappeared(host.mono(), jvm.node(), reason);
        }
    }

    /** The process is gone. */
    void exited() {
        check.exited();
        if (actuation != null) {
            actuation.close();
        }
        lose("the process exited");
    }

    // ---- time

    /** Once a second. */
    void second() {
        if (actuation == null) {
            return;
        }
        boolean hangs = jvm.isHung(scene.time().now());
        hungSince = !hangs ? -1 : hungSince < 0 ? host.mono() : hungSince;
        if (hangs && host.mono() - hungSince > GIVE_UP_AFTER) {
            lose("the JVM does not answer");
        } else if (!hangs && !isLive) {
            submit(this::look);
        }
        if (actuation.needsTicks() && scene.seams().ticksLeases() && !isTicking) {
            isTicking = true;
            submit(this::tick);
        }
        check.leaseHolds(actuation.inForce());
        sample();
    }

    private void tick() throws IOException {
        isTicking = false;
        InForce before = actuation.inForce();
        actuation.tick();
        check.looked(actuation.inForce());
        if (!before.equals(actuation.inForce()) || !actuation.needsTicks()) {
            look();
        }
    }

    private void sample() {
        long wall = host.wallMillis();
        long tick = wall - Math.floorMod(wall, shape.interval());
        if (!isLive || tick <= lastTick || jvm.isHung(scene.time().now())) {
            return;
        }
        lastTick = tick;
        var truth = scene.loads()
                .get(jvm.service())
                .of(jvm, Instant.ofEpochMilli(tick), jvm.isReady(scene.time().now()));
        sensor.read(jvm.node().value(), truth).ifPresent(sample -> link.measured(jvm.node(), sample));
    }

    // ---- commands

    void obey(LinkMessage.ToAgent message) {
        if (!isLive) {
            turnAway(message);
            return;
        }
        long receivedAt = host.mono();
        submit(() -> {
            check.delivers(message);
            LinkMessage.ToAgent handed = scene.seams().toNode(jvm.node(), message);
            if (handed instanceof Command command) {
                actuation.command(command, receivedAt);
            } else if (handed instanceof Settle settle) {
                actuation.settle(settle);
            }
            check.took(actuation.inForce());
            look();
        });
    }

    private void turnAway(LinkMessage.ToAgent message) {
        Token token = message instanceof Command command ? command.token() : ((Settle) message).token();
        long revision = message instanceof Command command ? command.revision() : ((Settle) message).revision();
        InForce inForce = announced == null ? InForce.NOTHING : announced.inForce();
        link.answered(
                jvm.node(),
                Actuation.turnedAway(
                        token, revision, CommandOutcome.REFUSED_CAPABILITY, "the JVM is out of reach", inForce));
    }

    private void answer(CommandResult result) {
        CommandResult told = scene.seams().fromNode(jvm.node(), result);
        scene.log()
                .note(
                        host.name(),
                        told.revision() * 31 + told.outcome().ordinal(),
                        () -> "%s: %s #%d %s %s"
                                .formatted(jvm.node(), told.token(), told.revision(), told.outcome(), told.detail()));
        link.answered(jvm.node(), told);
    }

    // ---- JVM and disk

    private KnobSet knobs() throws IOException {
        var reach = new JvmReach(jvm, scene, disk);
        reach.call();
        return KnobSet.of(List.<Knob>of(
                new SimKnob(Knobs.TOMCAT_MAX_THREADS, "threads", 2, shape.mostThreads(), reach),
                new SimKnob(Knobs.MIN_HEAP_FREE_RATIO, "percent", 0, 100, reach),
                new SimKnob(Knobs.MAX_HEAP_FREE_RATIO, "percent", 0, 100, reach),
                new SimKnob(Knobs.GC_RUN, "action", 1, 1, reach)));
    }

    private record JvmReach(SimJvm jvm, Scene scene, Disk disk) implements SimKnob.Reach {
        @Override
        public void call() throws IOException {
            if (!jvm.isAlive() || jvm.isHung(scene.time().now())) {
                throw new IOException("no answer");
            }
        }

        @Override
        public boolean refuses() {
            return scene.chance().of(0.01);
        }

        @Override
        public void written(SimKnob knob, long value) {
            if (!Knobs.isAction(knob.name())) {
                scene.checks()
                        .node(jvm.service(), jvm.node())
                        .wrote(
                                knob.name(),
                                value,
                                knob.min(),
                                knob.max(),
                                jvm.first().get(knob.name()));
            }
        }
    }

    private NodeDisk nodeDisk() {
        String file = jvm.node().value() + ".state";
        return new NodeDisk() {
            @Override
            public Optional<String> read() {
                return disk.read(file);
            }

            @Override
            public void write(String text) throws IOException {
                disk.write(file, text, scene.seams().syncs());
                check.saved(seen(text));
            }

            @Override
            public String setAside() {
                throw new IllegalStateException("state of " + jvm.node() + ": must be readable");
            }

            @Override
            public void note(Token token, long revision, boolean isTrial, List<Setting> settings) {
                scene.log()
                        .note(
                                host.name(),
                                revision,
                                () -> "%s: %s #%d %s %s"
                                        .formatted(jvm.node(), token, revision, isTrial ? "tries" : "sets", settings));
                check.executes(isTrial, settings);
            }
        };
    }

    /** The line {@code seen TAB term TAB owner} of a state. */
    private static Token seen(String text) {
        int at = text.indexOf("\nseen\t") + 6;
        String[] parts = text.substring(at, text.indexOf('\n', at)).split("\t", -1);
        return new Token(Long.parseLong(parts[0]), parts[1]);
    }
}
