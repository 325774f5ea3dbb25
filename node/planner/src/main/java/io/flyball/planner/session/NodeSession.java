package io.flyball.planner.session;

import io.flyball.planner.session.SessionEffect.Answer;
import io.flyball.planner.session.SessionEffect.Connect;
import io.flyball.planner.session.SessionEffect.Disconnect;
import io.flyball.planner.session.SessionEffect.End;
import io.flyball.planner.session.SessionEffect.Greet;
import io.flyball.planner.session.SessionEffect.Know;
import io.flyball.planner.session.SessionEffect.Refuse;
import io.flyball.planner.session.SessionEffect.Skip;
import io.flyball.planner.session.SessionEffect.Store;
import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.message.LinkMessage.Welcome;
import io.flyball.protocol.message.ServiceProtocol.Reports;
import io.flyball.protocol.message.ServiceProtocol.Seen;
import io.flyball.protocol.message.SessionProtocol;
import io.flyball.protocol.message.SessionProtocol.Command;
import io.flyball.protocol.message.SessionProtocol.Introduce;
import io.flyball.protocol.message.SessionProtocol.ToAgent;
import io.flyball.protocol.message.SessionProtocol.ToNode;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Owns one link: stores what the agent reports, acknowledges only what is stored, shows it to the planners and brings
 * their commands to the agent. Reads no further while {@link SessionSettings#appendsInFlight} appends are unanswered.
 * Planners and other sessions learn of its end by watching it.
 */
public final class NodeSession extends AbstractBehavior<Command> {
    /** A frame from the socket; the next one is read after {@link Taken}. */
    public record Received(byte[] frame, ActorRef<Taken> replyTo) implements SessionProtocol.Internal {}

    /** Demand for the next frame. */
    public enum Taken {
        TAKEN
    }

    /** The socket is closed, or has to be. */
    public record LinkEnded(String reason) implements SessionProtocol.Internal {}

    private record Appended(Gathering gathering, Throwable failure) implements SessionProtocol.Internal {}

    private record Append(Gathering gathering) implements SessionProtocol.Internal {}

    private record SeenBy(ServiceName service) implements SessionProtocol.Internal {}

    private enum Tick implements SessionProtocol.Internal {
        HELLO_OVERDUE,
        FLUSH,
        SILENCE,
        REINTRODUCE
    }

    /** Most batches of one service that a planner has not taken; more are stored but not shown to it. */
    static final int MOST_UNSEEN = 4;

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);

    private final Outlet outlet;
    private final SessionPorts ports;
    private final SessionSettings settings;
    private final ActorRef<Gateway.Command> gateway;
    private final PlannerTalk planners;
    private final TimerScheduler<Command> timers;
    private final Acks acks = new Acks();
    private final Map<ServiceName, List<Store>> gathered = new TreeMap<>();
    private final Map<ServiceName, Integer> unseen = new HashMap<>();
    private final List<ActorRef<Taken>> readers = new ArrayList<>();
    private SessionState state = SessionState.NEW;
    private String ending = "";
    private int inFlight;

    private NodeSession(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Outlet outlet,
            SessionPorts ports,
            SessionSettings settings,
            ActorRef<Gateway.Command> gateway) {
        super(context);
        this.timers = timers;
        this.outlet = outlet;
        this.ports = ports;
        this.settings = settings;
        this.gateway = gateway;
        this.planners = new PlannerTalk(ports.planners(), context.getSelf());
    }

    static Behavior<Command> create(
            Outlet outlet, SessionPorts ports, SessionSettings settings, ActorRef<Gateway.Command> gateway) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startSingleTimer(Tick.HELLO_OVERDUE, settings.helloWithin());
            timers.startTimerWithFixedDelay(Tick.REINTRODUCE, settings.reintroduce());
            return new NodeSession(context, timers, outlet, ports, settings, gateway);
        }));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Received.class, this::onReceived)
                .onMessage(ToNode.class, this::onToNode)
                .onMessage(ToAgent.class, message -> send(message.message()))
                .onMessage(Introduce.class, this::onIntroduce)
                .onMessage(Append.class, this::onAppend)
                .onMessage(Appended.class, this::onAppended)
                .onMessage(SeenBy.class, this::onSeen)
                .onMessage(LinkEnded.class, ended -> end(ended.reason()))
                .onMessageEquals(Tick.FLUSH, this::flush)
                .onMessageEquals(Tick.HELLO_OVERDUE, () -> end("no Hello within " + settings.helloWithin()))
                .onMessageEquals(Tick.SILENCE, this::onSilence)
                .onMessageEquals(Tick.REINTRODUCE, this::onReintroduce)
                .onSignal(PostStop.class, stopped -> onStop())
                .build();
    }

    private Behavior<Command> onReceived(Received received) {
        try {
            LinkMessage message = LinkCodec.decode(received.frame());
            if (!(message instanceof LinkMessage.ToMember toMember)) {
                return end("frame = " + message.getClass().getSimpleName() + ": must be one that agents send");
            }
            timers.startSingleTimer(Tick.SILENCE, settings.silence());
            Behavior<Command> next = take(toMember);
            if (inFlight < settings.appendsInFlight()) {
                received.replyTo().tell(Taken.TAKEN);
            } else {
                readers.add(received.replyTo());
            }
            return next;
        } catch (MalformedFrameException e) {
            ports.events().malformed();
            return end("malformed frame: " + e.getMessage());
        }
    }

    private Behavior<Command> take(LinkMessage.ToMember message) {
        var step = state.on(message, LinkCodec.VERSION, ports.clock().instant(), settings.clockTolerance());
        state = step.next();
        Behavior<Command> next = this;
        for (SessionEffect effect : step.effects()) {
            next = act(effect);
        }
        return next;
    }

    private Behavior<Command> act(SessionEffect effect) {
        if (effect instanceof Store store) {
            return store(store);
        } else if (effect instanceof Skip skip) {
            return skip(skip);
        } else if (effect instanceof Greet greet) {
            return greet(greet);
        } else if (effect instanceof Connect connect) {
            planners.connected(connect.slot(), agent());
        } else if (effect instanceof Disconnect gone) {
            planners.gone(gone);
        } else if (effect instanceof Answer answer) {
            ports.events().answered(answer.result().outcome());
            planners.answered(answer);
        } else if (effect instanceof Know know) {
            planners.runs(know.instances(), agent());
        } else if (effect instanceof Refuse refuse) {
            planners.refused(refuse.refused(), agent());
        } else if (effect instanceof End end) {
            return end(end.reason());
        }
        return this;
    }

    private Behavior<Command> greet(Greet greet) {
        timers.cancel(Tick.HELLO_OVERDUE);
        ports.events().opened();
        gateway.tell(new Gateway.Greeted(greet.agent(), getContext().getSelf()));
        return send(new Welcome(greet.version(), ports.member()));
    }

    private Behavior<Command> store(Store store) {
        ports.events().reported();
        if (!acks.expect(store.slot(), store.life(), store.seq())) {
            return sendAll(acks.repeated(store.slot()));
        }
        ServiceName service = store.row().service();
        if (gathered.isEmpty()) {
            timers.startSingleTimer(Tick.FLUSH, settings.gatherFor());
        }
        List<Store> reports = gathered.computeIfAbsent(service, any -> new ArrayList<>());
        reports.add(store);
        if (reports.size() >= settings.gatherReports()) {
            gathered.remove(service);
            dispatch(new Gathering(service, reports, 0));
        }
        return this;
    }

    private Behavior<Command> skip(Skip skip) {
        ports.events().reported();
        ports.events().skipped();
        getContext().getLog().debug("report of agent {} dropped: {}", agent(), skip.reason());
        boolean fresh = acks.expect(skip.slot(), skip.life(), skip.seq());
        return sendAll(fresh ? acks.skipped(skip.slot(), skip.seq()) : acks.repeated(skip.slot()));
    }

    private Behavior<Command> flush() {
        var batches = List.copyOf(gathered.entrySet());
        batches.forEach(batch -> dispatch(new Gathering(batch.getKey(), batch.getValue(), 0)));
        gathered.clear();
        return this;
    }

    private void dispatch(Gathering gathering) {
        inFlight++;
        onAppend(new Append(gathering));
        int waiting = unseen.getOrDefault(gathering.service(), 0);
        if (waiting >= MOST_UNSEEN) {
            ports.events().unplanned(gathering.reports().size());
            return;
        }
        unseen.put(gathering.service(), waiting + 1);
        getContext()
                .ask(
                        Seen.class,
                        planners.of(gathering.service()),
                        SEEN_WITHIN,
                        (ActorRef<Seen> seen) ->
                                new Reports(gathering.samples(), getContext().getSelf(), seen),
                        (seen, late) -> new SeenBy(gathering.service()));
    }

    private Behavior<Command> onAppend(Append append) {
        Gathering gathering = append.gathering();
        getContext()
                .pipeToSelf(
                        ports.history().append(gathering.rows()),
                        (stored, failure) -> new Appended(gathering, failure));
        return this;
    }

    private Behavior<Command> onAppended(Appended appended) {
        return appended.failure() == null ? stored(appended.gathering()) : failed(appended);
    }

    private Behavior<Command> stored(Gathering gathering) {
        inFlight--;
        ports.events().stored(gathering.reports().size());
        Behavior<Command> next = sendAll(acks.stored(gathering.reports()));
        if (inFlight < settings.appendsInFlight()) {
            readers.forEach(reader -> reader.tell(Taken.TAKEN));
            readers.clear();
        }
        return next;
    }

    private Behavior<Command> failed(Appended appended) {
        ports.events().appendFailed();
        Gathering again = appended.gathering().again();
        if (again.attempts() >= settings.appendAttempts()) {
            return end("cannot store reports: " + appended.failure().getMessage());
        }
        Duration wait = Duration.ofMillis(Math.min(5_000, 100L << again.attempts()));
        Append retry = new Append(again);
        timers.startSingleTimer(retry, retry, wait);
        return this;
    }

    private Behavior<Command> onSeen(SeenBy seen) {
        unseen.computeIfPresent(seen.service(), (service, waiting) -> waiting > 1 ? waiting - 1 : null);
        return this;
    }

    private Behavior<Command> onToNode(ToNode message) {
        Integer slot = state.slotOf(message.node());
        if (slot == null) {
            getContext().getLog().debug("no node {} on the link of agent {}", message.node(), agent());
            return this;
        }
        return send(withSlot(slot, message.message()));
    }

    private static LinkMessage.ToAgent withSlot(int slot, LinkMessage.ToAgent message) {
        if (message instanceof LinkMessage.Command command) {
            return new LinkMessage.Command(
                    slot,
                    command.token(),
                    command.revision(),
                    command.settings(),
                    command.leaseMillis(),
                    command.expiresInMillis());
        }
        if (message instanceof Settle settle) {
            return new Settle(slot, settle.token(), settle.revision(), settle.ending(), settle.leaseMillis());
        }
        return message; // has no slot
    }

    private Behavior<Command> onIntroduce(Introduce introduce) {
        Integer number = state.slotOf(introduce.node());
        if (number != null) {
            Slot slot = state.slots().get(number);
            planners.connected(slot, agent());
            LinkMessage.Instances instances = state.instances().get(slot.up().service());
            if (instances != null) {
                planners.runs(instances, agent());
            }
        }
        return this;
    }

    /** A planner that moved and has no node of ours yet would otherwise not know whom to ask for instances. */
    private Behavior<Command> onReintroduce() {
        state.instances().values().forEach(instances -> planners.runs(instances, agent()));
        return this;
    }

    private Behavior<Command> onSilence() {
        return state.slots().isEmpty() ? this : end("silent for " + settings.silence());
    }

    private Behavior<Command> send(LinkMessage.ToAgent message) {
        return outlet.offer(LinkCodec.encode(message)) ? this : end("the agent reads too slowly");
    }

    private Behavior<Command> sendAll(List<? extends LinkMessage.ToAgent> messages) {
        for (LinkMessage.ToAgent message : messages) {
            Behavior<Command> next = send(message);
            if (next != this) {
                return next; // the session ended
            }
        }
        return this;
    }

    private Behavior<Command> end(String reason) {
        ending = reason;
        return Behaviors.stopped();
    }

    private Behavior<Command> onStop() {
        if (state.agent().isPresent()) {
            ports.events().closed();
        }
        getContext().getLog().info("link of agent {} ended: {}", agent(), ending.isEmpty() ? "member stops" : ending);
        outlet.close(ending);
        readers.forEach(reader -> reader.tell(Taken.TAKEN));
        return this;
    }

    private String agent() {
        return state.agent().orElse("(unnamed)");
    }
}
