package io.flyball.agent.link;

import io.flyball.agent.AgentProtocol.Answered;
import io.flyball.agent.AgentProtocol.Execute;
import io.flyball.agent.AgentProtocol.InstancesChanged;
import io.flyball.agent.AgentProtocol.InstancesCommand;
import io.flyball.agent.AgentProtocol.InstancesRefused;
import io.flyball.agent.AgentProtocol.LinkCommand;
import io.flyball.agent.AgentProtocol.LinkInternal;
import io.flyball.agent.AgentProtocol.Measured;
import io.flyball.agent.AgentProtocol.NodeAppeared;
import io.flyball.agent.AgentProtocol.NodeCommand;
import io.flyball.agent.AgentProtocol.NodeDisappeared;
import io.flyball.agent.AgentProtocol.SetCount;
import io.flyball.agent.AgentProtocol.Settle;
import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Shell of {@link LinkState}: one WebSocket at a time, one send at a time. Events of a socket carry its number, so
 * that what an abandoned one still says is ignored.
 */
public final class LinkActor extends AbstractBehavior<LinkCommand> {
    private static final Duration TICK = Duration.ofMillis(250);

    /**
     * What the link takes from outside.
     *
     * @param clock monotonic milliseconds
     * @param chance values in [0, 1)
     * @param ignoreTokens unsafe: obeys planners that were replaced
     */
    public record Surroundings(HttpClient http, LongSupplier clock, DoubleSupplier chance, boolean ignoreTokens) {
        public Surroundings(HttpClient http, LongSupplier clock, DoubleSupplier chance) {
            this(http, clock, chance, false);
        }
    }

    private enum Tick implements LinkInternal {
        TICK
    }

    private record SocketOpened(int number, WebSocket socket) implements LinkInternal {}

    private record FrameArrived(int number, byte[] bytes, long atMillis) implements LinkInternal {}

    private record Heard(int number) implements LinkInternal {}

    private record SendFinished(int number, Optional<String> failure) implements LinkInternal {}

    private record SocketEnded(int number, String reason) implements LinkInternal {}

    private final LinkSettings settings;
    private final Surroundings around;
    private final LinkState state;
    private final Optional<IgnoredTokens> ignored;
    private final Map<NodeId, ActorRef<NodeCommand>> monitors = new HashMap<>();
    private final Map<ServiceName, ActorRef<InstancesCommand>> supervisors = new HashMap<>();
    private int number;
    private WebSocket socket;
    private boolean sending;

    /** @param bootId changes with every start of the agent */
    public static Behavior<LinkCommand> create(LinkSettings settings, String bootId, Surroundings around) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.TICK, TICK);
            return new LinkActor(context, settings, bootId, around);
        }));
    }

    private LinkActor(ActorContext<LinkCommand> context, LinkSettings settings, String bootId, Surroundings around) {
        super(context);
        this.settings = settings;
        this.around = around;
        int first = (int) (around.chance().getAsDouble() * settings.servers().size());
        this.state = new LinkState(settings, bootId, first);
        this.ignored = around.ignoreTokens() ? Optional.of(new IgnoredTokens()) : Optional.empty();
        run(state.start(now()));
    }

    @Override
    public Receive<LinkCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Measured.class, this::onMeasured)
                .onMessage(NodeAppeared.class, this::onNodeAppeared)
                .onMessage(NodeDisappeared.class, this::onNodeDisappeared)
                .onMessage(Answered.class, this::onAnswered)
                .onMessage(InstancesChanged.class, this::onInstancesChanged)
                .onMessage(InstancesRefused.class, this::onInstancesRefused)
                .onMessage(SocketOpened.class, this::onSocketOpened)
                .onMessage(FrameArrived.class, this::onFrameArrived)
                .onMessage(Heard.class, this::onHeard)
                .onMessage(SendFinished.class, this::onSendFinished)
                .onMessage(SocketEnded.class, this::onSocketEnded)
                .onMessageEquals(Tick.TICK, () -> run(state.tick(now(), chance())))
                .onSignal(PostStop.class, signal -> onPostStop())
                .build();
    }

    // ---- from the agent

    private Behavior<LinkCommand> onMeasured(Measured measured) {
        state.measured(measured.node(), measured.sample());
        return pump();
    }

    private Behavior<LinkCommand> onNodeAppeared(NodeAppeared node) {
        monitors.put(node.node(), node.monitor());
        state.appeared(
                new Outlet.Description(node.node(), node.service(), node.jvm(), node.capabilities(), node.inForce()));
        return pump();
    }

    private Behavior<LinkCommand> onNodeDisappeared(NodeDisappeared node) {
        monitors.remove(node.node());
        state.disappeared(now(), node.node(), node.reason());
        return pump();
    }

    private Behavior<LinkCommand> onAnswered(Answered answered) {
        state.answered(answered.node(), answered.result());
        return pump();
    }

    private Behavior<LinkCommand> onInstancesChanged(InstancesChanged changed) {
        supervisors.put(changed.instances().service(), changed.supervisor());
        state.instancesChanged(changed.instances());
        return pump();
    }

    private Behavior<LinkCommand> onInstancesRefused(InstancesRefused refused) {
        state.refused(refused.refused());
        return pump();
    }

    // ---- from the socket

    private Behavior<LinkCommand> onSocketOpened(SocketOpened opened) {
        if (opened.number() != number) {
            opened.socket().abort();
            return this;
        }
        socket = opened.socket();
        sending = false;
        state.connected(now());
        socket.request(1);
        return pump();
    }

    private Behavior<LinkCommand> onFrameArrived(FrameArrived frame) {
        if (frame.number() != number) {
            return this;
        }
        long now = now();
        run(received(frame, now));
        if (frame.number() == number) {
            socket.request(1);
        }
        return this;
    }

    private List<LinkState.Effect> received(FrameArrived frame, long now) {
        try {
            return state.received(now, LinkCodec.decode(frame.bytes()), now - frame.atMillis(), chance());
        } catch (MalformedFrameException e) {
            return state.lost(now, "malformed frame: " + e.getMessage(), chance());
        }
    }

    private Behavior<LinkCommand> onHeard(Heard heard) {
        if (heard.number() == number) {
            state.heard(now());
        }
        return this;
    }

    private Behavior<LinkCommand> onSendFinished(SendFinished finished) {
        if (finished.number() != number) {
            return this;
        }
        sending = false;
        return finished.failure().isPresent()
                ? run(state.lost(now(), finished.failure().get(), chance()))
                : pump();
    }

    private Behavior<LinkCommand> onSocketEnded(SocketEnded ended) {
        return ended.number() == number ? run(state.lost(now(), ended.reason(), chance())) : this;
    }

    private Behavior<LinkCommand> onPostStop() {
        number++;
        if (socket != null && !sending) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "agent stops");
        } else if (socket != null) {
            socket.abort();
        }
        return this;
    }

    // ---- effects

    private Behavior<LinkCommand> run(List<LinkState.Effect> effects) {
        effects.forEach(this::run);
        return pump();
    }

    private void run(LinkState.Effect effect) {
        if (effect instanceof LinkState.Connect connect) {
            connect(connect.address());
        } else if (effect instanceof LinkState.Disconnect disconnect) {
            disconnect(disconnect);
        } else if (effect instanceof LinkState.Ping) {
            ping();
        } else if (effect instanceof LinkState.ToNode toNode) {
            LinkMessage.ToAgent message = toNode.message();
            toMonitor(
                    monitors.get(toNode.node()),
                    ignored.map(tokens -> tokens.lifted(message)).orElse(message));
        } else if (effect instanceof LinkState.ToSupervisor set) {
            LinkMessage.SetInstances command =
                    ignored.map(tokens -> tokens.lifted(set.command())).orElse(set.command());
            supervisors.get(command.service()).tell(new SetCount(command));
        } else if (effect instanceof LinkState.Opened opened) {
            getContext().getLog().info("linked to member {} at {}", opened.member(), state.target());
        } else if (effect instanceof LinkState.Warn warn) {
            getContext().getLog().warn(warn.text());
        }
    }

    private void toMonitor(ActorRef<NodeCommand> monitor, LinkMessage.ToAgent message) {
        if (message instanceof LinkMessage.Command command) {
            monitor.tell(new Execute(command));
        } else if (message instanceof LinkMessage.Settle settle) {
            monitor.tell(new Settle(settle));
        }
    }

    private void connect(URI address) {
        int mine = ++number;
        ActorRef<LinkCommand> self = getContext().getSelf();
        WebSocket.Builder builder = around.http()
                .newWebSocketBuilder()
                .connectTimeout(settings.timing().connect());
        settings.token().ifPresent(token -> builder.header("Authorization", token.header()));
        builder.buildAsync(address, new FrameListener(LinkCodec.MAX_FRAME, eventsOf(mine)))
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        self.tell(new SocketEnded(mine, Failures.inWords(failure)));
                    }
                });
    }

    private FrameListener.Events eventsOf(int mine) {
        ActorRef<LinkCommand> self = getContext().getSelf();
        LongSupplier clock = around.clock();
        return new FrameListener.Events() {
            @Override
            public void opened(WebSocket socket) {
                self.tell(new SocketOpened(mine, socket));
            }

            @Override
            public void frame(byte[] bytes) {
                self.tell(new FrameArrived(mine, bytes, clock.getAsLong()));
            }

            @Override
            public void heard() {
                self.tell(new Heard(mine));
            }

            @Override
            public void ended(String reason) {
                self.tell(new SocketEnded(mine, reason));
            }
        };
    }

    private void disconnect(LinkState.Disconnect disconnect) {
        number++;
        if (socket != null) {
            socket.abort();
            socket = null;
        }
        sending = false;
        getContext()
                .getLog()
                .info(
                        "link is down ({}); next try at {} in {} ms",
                        disconnect.reason(),
                        state.target(),
                        disconnect.pauseMillis());
    }

    /** The JDK allows one send at a time; its end calls this again. */
    private Behavior<LinkCommand> pump() {
        if (socket != null && !sending) {
            state.next(now()).ifPresent(this::send);
        }
        return this;
    }

    private void send(LinkMessage message) {
        try {
            track(socket.sendBinary(ByteBuffer.wrap(LinkCodec.encode(message)), true));
        } catch (IllegalArgumentException e) {
            getContext()
                    .getLog()
                    .error("cannot send a {}: {}", message.getClass().getSimpleName(), e.getMessage());
            pump();
        }
    }

    private void ping() {
        if (socket != null && !sending) {
            track(socket.sendPing(ByteBuffer.allocate(0)));
        }
    }

    private void track(CompletableFuture<WebSocket> send) {
        int mine = number;
        sending = true;
        getContext()
                .pipeToSelf(
                        send,
                        (done, failure) -> new SendFinished(
                                mine, Optional.ofNullable(failure).map(Failures::inWords)));
    }

    private long now() {
        return around.clock().getAsLong();
    }

    private double chance() {
        return around.chance().getAsDouble();
    }
}
