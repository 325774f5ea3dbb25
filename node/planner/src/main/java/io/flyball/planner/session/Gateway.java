package io.flyball.planner.session;

import io.flyball.protocol.message.SessionProtocol;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** One per member: starts a {@link NodeSession} for every link. Of two links of one agent the newer one stays. */
public final class Gateway extends AbstractBehavior<Gateway.Command> {
    /** Messages of the gateway; none leaves the member. */
    public sealed interface Command {}

    /** A socket was accepted; {@code outlet} is its sending side. */
    public record Accept(Outlet outlet, ActorRef<Accepted> replyTo) implements Command {}

    public record Accepted(ActorRef<SessionProtocol.Command> session) {}

    /** The member leaves: ends every link, so that the agents go to another member at once. */
    public record CloseAll(ActorRef<Done> replyTo) implements Command {}

    /** The link said Hello. */
    record Greeted(String agent, ActorRef<SessionProtocol.Command> session) implements Command {}

    private final SessionPorts ports;
    private final SessionSettings settings;
    private final Map<String, ActorRef<SessionProtocol.Command>> sessions = new HashMap<>();

    private Gateway(ActorContext<Command> context, SessionPorts ports, SessionSettings settings) {
        super(context);
        this.ports = ports;
        this.settings = settings;
    }

    public static Behavior<Command> create(SessionPorts ports, SessionSettings settings) {
        return Behaviors.setup(context -> new Gateway(context, ports, settings));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Accept.class, this::onAccept)
                .onMessage(Greeted.class, this::onGreeted)
                .onMessage(CloseAll.class, this::onCloseAll)
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private Behavior<Command> onCloseAll(CloseAll close) {
        var end = new NodeSession.LinkEnded("this member stops");
        getContext().getChildren().forEach(session -> session.unsafeUpcast().tell(end));
        close.replyTo().tell(Done.getInstance());
        return this;
    }

    private Behavior<Command> onAccept(Accept accept) {
        var session = getContext()
                .spawnAnonymous(NodeSession.create(
                        accept.outlet(), ports, settings, getContext().getSelf()));
        getContext().watch(session);
        accept.replyTo().tell(new Accepted(session));
        return this;
    }

    private Behavior<Command> onGreeted(Greeted greeted) {
        var older = sessions.put(greeted.agent(), greeted.session());
        if (older != null && !older.equals(greeted.session())) {
            older.tell(new NodeSession.LinkEnded("replaced by a newer link of agent " + greeted.agent()));
        }
        return this;
    }

    private Behavior<Command> onTerminated(Terminated terminated) {
        sessions.values().removeIf(session -> session.equals(terminated.getRef()));
        return this;
    }
}
