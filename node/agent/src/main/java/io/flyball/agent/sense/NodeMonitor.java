package io.flyball.agent.sense;

import io.flyball.agent.AgentProtocol.Answered;
import io.flyball.agent.AgentProtocol.Execute;
import io.flyball.agent.AgentProtocol.LinkCommand;
import io.flyball.agent.AgentProtocol.Measured;
import io.flyball.agent.AgentProtocol.NodeAppeared;
import io.flyball.agent.AgentProtocol.NodeCommand;
import io.flyball.agent.AgentProtocol.NodeDisappeared;
import io.flyball.agent.AgentProtocol.NodeInternal;
import io.flyball.agent.AgentProtocol.Settle;
import io.flyball.agent.act.Actuation;
import io.flyball.agent.jvm.ProcessFacts;
import io.flyball.agent.sense.WatchedJvm.Portrait;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Watches one JVM: reads it at every tick of the interval's grid, executes commands, reports it gone when it exits,
 * stops or hangs, and comes back when it does. All that can block runs on the JVM's own thread.
 *
 * <pre>
 *   connecting -- attached, name granted --> live -- stopped, hung, broken --> lost -- answers --> live
 *        ^ retried with back-off                                                |
 *        +----------------------------------------------------------------------+
 * </pre>
 */
final class NodeMonitor extends AbstractBehavior<NodeCommand> {
    private static final Duration LEASE_TICK = Duration.ofMillis(200);
    private static final int LOOK_SOON_TICKS = 2;
    private static final int LOOK_SOON_UNTIL = 20;
    private static final int LOOK_AGAIN_TICKS = 10;
    private static final int LOOK_RARELY_TICKS = 60;

    /** A connector that a service opens late is found soon; a JVM that never has one is not asked for ever. */
    private static final int LOOK_OFTEN_UNTIL = 120;

    private final TimerScheduler<NodeCommand> timers;
    private final ProcessFacts process;
    private final SenseSettings settings;
    private final ActorRef<LinkCommand> link;
    private final ActorRef<DiscoveryActor.Command> discovery;
    private final WatchedJvm jvm;
    private final ThreadPoolExecutor worker;
    private final Backoff backoff = new Backoff();
    private NodeName name;
    private Portrait announced;
    private Phase phase = Phase.CONNECTING;
    private boolean connected;
    private int working;
    private Instant workingSince = Instant.EPOCH;
    private Instant lastTick = Instant.EPOCH;
    private int ticks;
    private boolean leaseTickQueued;

    private enum Phase {
        CONNECTING,
        /** Attached; discovery decides whether the name is free. */
        NAMING,
        LIVE,
        LOST
    }

    private record Tick() implements NodeInternal {}

    private record LeaseTick() implements NodeInternal {}

    private record Connected(NodeName name) implements NodeInternal {}

    /** From discovery: the name to use. */
    record Granted(NodeName name) implements NodeInternal {}

    private record Opened(Portrait portrait) implements NodeInternal {}

    private record Sampled(Sample sample) implements NodeInternal {}

    /** Metrics, knobs or settings may have changed. */
    private record Seen(Portrait portrait) implements NodeInternal {}

    private record LeaseTicked(boolean changed) implements NodeInternal {}

    private record Failed(String reason) implements NodeInternal {}

    private NodeMonitor(
            ActorContext<NodeCommand> context,
            TimerScheduler<NodeCommand> timers,
            ProcessFacts process,
            SenseSettings settings,
            Path states,
            ActorRef<LinkCommand> link,
            ActorRef<DiscoveryActor.Command> discovery) {
        super(context);
        this.timers = timers;
        this.process = process;
        this.settings = settings;
        this.link = link;
        this.discovery = discovery;
        this.jvm = new WatchedJvm(process, settings, states);
        this.worker = WorkerThread.named("flyball-jvm-" + process.pid());
        scheduleTick();
        connect();
    }

    static Behavior<NodeCommand> create(
            ProcessFacts process,
            SenseSettings settings,
            Path states,
            ActorRef<LinkCommand> link,
            ActorRef<DiscoveryActor.Command> discovery) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new NodeMonitor(context, timers, process, settings, states, link, discovery)));
    }

    @Override
    public Receive<NodeCommand> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(new Tick(), this::onTick)
                .onMessageEquals(new LeaseTick(), this::onLeaseTick)
                .onMessage(Connected.class, this::onConnected)
                .onMessage(Granted.class, this::onGranted)
                .onMessage(Opened.class, this::onOpened)
                .onMessage(Sampled.class, this::onSampled)
                .onMessage(Seen.class, this::onSeen)
                .onMessage(LeaseTicked.class, this::onLeaseTicked)
                .onMessage(Failed.class, this::onFailed)
                .onMessage(Execute.class, this::onExecute)
                .onMessage(Settle.class, this::onSettle)
                .onSignal(PostStop.class, this::onStop)
                .build();
    }

    // ---- ticks

    private void scheduleTick() {
        long step = settings.interval().toMillis();
        timers.startSingleTimer(new Tick(), Duration.ofMillis(step - Math.floorMod(System.currentTimeMillis(), step)));
    }

    /** The newest point of the interval's grid; ticks missed in a pause are not made up for. */
    private Instant gridPoint() {
        long step = settings.interval().toMillis();
        long now = System.currentTimeMillis();
        return Instant.ofEpochMilli(now - Math.floorMod(now, step));
    }

    private Behavior<NodeCommand> onTick() {
        ProcessFacts now = ProcessFacts.of(process.pid()).orElse(null); // one small read from memory, never from disk
        if (now == null || !process.isAlive()) {
            return exited();
        }
        scheduleTick();
        if (now.isStopped()) {
            lose("the process is stopped by a signal or a debugger");
        } else if (working > 0) {
            Duration silent = Duration.between(workingSince, Instant.now());
            if (silent.compareTo(settings.callTimeout()) > 0) {
                lose("the JVM does not answer for " + silent.toSeconds() + " s");
            }
        } else {
            work();
        }
        return this;
    }

    private Behavior<NodeCommand> exited() {
        phase = phase == Phase.LOST ? Phase.LIVE : phase; // that it exited is news even of one out of reach
        lose("the process exited");
        return Behaviors.stopped();
    }

    private void work() {
        Instant tick = gridPoint();
        if (connected) {
            if (tick.isAfter(lastTick)) {
                lastTick = tick;
                submit(() -> new Sampled(jvm.read(tick)));
            }
            if (++ticks % lookEvery() == 0) {
                submit(() -> new Seen(jvm.look()));
            }
        } else if (phase != Phase.NAMING && backoff.isOver(Instant.now())) {
            connect();
        }
    }

    /** A JVM that just started registers its MBeans soon, one that runs for long hardly ever. */
    private int lookEvery() {
        if (hasTomcat() || ticks >= LOOK_OFTEN_UNTIL) {
            return LOOK_RARELY_TICKS;
        }
        return ticks < LOOK_SOON_UNTIL ? LOOK_SOON_TICKS : LOOK_AGAIN_TICKS;
    }

    private boolean hasTomcat() {
        return announced != null
                && announced.capabilities().stream()
                        .anyMatch(found -> found.knob().equals(Knobs.TOMCAT_MAX_THREADS) && found.available());
    }

    private Behavior<NodeCommand> onLeaseTick() {
        if (!leaseTickQueued) {
            leaseTickQueued = submit(() -> new LeaseTicked(jvm.tick()));
        }
        return this;
    }

    private Behavior<NodeCommand> onLeaseTicked(LeaseTicked ticked) {
        done();
        leaseTickQueued = false;
        if (ticked.changed()) {
            submit(() -> new Seen(jvm.look()));
        }
        return this;
    }

    // ---- connection

    private void connect() {
        submit(() -> new Connected(jvm.connect()));
    }

    private Behavior<NodeCommand> onConnected(Connected connected) {
        done();
        if (connected.name().role().isPresent()) {
            discovery.tell(new DiscoveryActor.NotManaged(process.identity()));
            return Behaviors.stopped(); // one of our own
        }
        if (name == null) {
            phase = Phase.NAMING;
            discovery.tell(new DiscoveryActor.Claim(
                    process.pid(), connected.name(), getContext().getSelf()));
            return this;
        }
        return open();
    }

    private Behavior<NodeCommand> onGranted(Granted granted) {
        name = granted.name();
        phase = Phase.CONNECTING;
        return open();
    }

    private Behavior<NodeCommand> open() {
        NodeId node = name.node();
        submit(() -> new Opened(jvm.open(name, answer -> link.tell(new Answered(node, answer)))));
        return this;
    }

    private Behavior<NodeCommand> onOpened(Opened opened) {
        done();
        backoff.reset();
        connected = true;
        getContext()
                .getLog()
                .info(
                        "watching {} of {}: {}",
                        name.node(),
                        name.service(),
                        opened.portrait().jvm());
        appear(opened.portrait());
        return this;
    }

    private void appear(Portrait portrait) {
        phase = Phase.LIVE;
        announced = portrait;
        link.tell(new NodeAppeared(
                name.node(),
                name.service(),
                portrait.jvm(),
                portrait.capabilities(),
                portrait.inForce(),
                getContext().getSelf()));
        if (portrait.needsTicks()) {
            timers.startTimerWithFixedDelay(new LeaseTick(), LEASE_TICK);
        } else {
            timers.cancel(new LeaseTick());
        }
    }

    private Behavior<NodeCommand> onSampled(Sampled sampled) {
        done();
        if (phase == Phase.LOST) {
            submit(() -> new Seen(jvm.look())); // it is back; this reading spans the gap
        } else {
            link.tell(new Measured(name.node(), sampled.sample()));
        }
        return this;
    }

    private Behavior<NodeCommand> onSeen(Seen seen) {
        done();
        if (phase == Phase.LOST || !seen.portrait().equals(announced)) {
            appear(seen.portrait());
        }
        return this;
    }

    private Behavior<NodeCommand> onFailed(Failed failed) {
        done();
        leaseTickQueued = false;
        if (!process.isAlive()) {
            return exited();
        }
        lose(failed.reason());
        connected = false;
        backoff.failed(Instant.now());
        if (worker.getQueue().isEmpty()) {
            worker.execute(jvm::disconnect);
        }
        return this;
    }

    /** Says once that the JVM is out of reach. One that never answered goes by its default name, which nobody else has. */
    private void lose(String reason) {
        if (phase == Phase.LOST || phase == Phase.NAMING) {
            return;
        }
        phase = Phase.LOST;
        NodeId node = name == null ? new NodeId(settings.host() + "-" + process.pid()) : name.node();
        getContext().getLog().warn("{} (pid {}) is out of reach: {}", node, process.pid(), reason);
        link.tell(new NodeDisappeared(node, reason));
    }

    // ---- commands

    private Behavior<NodeCommand> onExecute(Execute execute) {
        long receivedAt = WatchedJvm.monotonicMillis();
        var command = execute.command();
        return obey(command.token(), command.revision(), () -> new Seen(jvm.command(command, receivedAt)));
    }

    private Behavior<NodeCommand> onSettle(Settle settle) {
        var ending = settle.settle();
        return obey(ending.token(), ending.revision(), () -> new Seen(jvm.settle(ending)));
    }

    private Behavior<NodeCommand> obey(Token token, long revision, Work work) {
        if (phase != Phase.LIVE) {
            turnAway(token, revision, CommandOutcome.REFUSED_CAPABILITY, "the JVM is out of reach");
        } else if (!submit(work)) {
            turnAway(token, revision, CommandOutcome.REFUSED_EXPIRED, "too many commands wait for this node");
        }
        return this;
    }

    private void turnAway(Token token, long revision, CommandOutcome outcome, String why) {
        if (name != null) {
            InForce inForce = announced == null ? InForce.NOTHING : announced.inForce();
            CommandResult answer = Actuation.turnedAway(token, revision, outcome, why, inForce);
            link.tell(new Answered(name.node(), answer));
        }
    }

    // ---- the JVM's own thread

    /** Blocking; what it returns comes back as a message. */
    @FunctionalInterface
    private interface Work {
        NodeInternal run() throws IOException;
    }

    /** False when too much waits already. */
    private boolean submit(Work work) {
        ActorRef<NodeCommand> self = getContext().getSelf();
        try {
            worker.execute(() -> self.tell(result(work)));
        } catch (RejectedExecutionException e) {
            return false;
        }
        if (working++ == 0) {
            workingSince = Instant.now();
        }
        return true;
    }

    private static NodeInternal result(Work work) {
        try {
            return work.run();
        } catch (IOException | RuntimeException e) {
            String message = e.getMessage();
            return new Failed(message == null ? e.getClass().getSimpleName() : message);
        }
    }

    /** One piece of work came back, so the JVM or its time limit answered: the silence begins anew. */
    private void done() {
        working--;
        workingSince = Instant.now();
    }

    private Behavior<NodeCommand> onStop(PostStop signal) {
        jvm.abandon();
        worker.shutdownNow();
        return this;
    }
}
