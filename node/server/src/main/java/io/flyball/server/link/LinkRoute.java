package io.flyball.server.link;

import io.flyball.planner.session.Gateway;
import io.flyball.planner.session.Gateway.Accepted;
import io.flyball.planner.session.NodeSession;
import io.flyball.planner.session.NodeSession.Taken;
import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.message.SessionProtocol;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.ws.BinaryMessage;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Accepts agents: one WebSocket, one session. The next frame is read when the session took the last one, which is how a
 * slow disk reaches the agent as back-pressure.
 */
public final class LinkRoute extends AllDirectives {
    private static final Duration SESSION_WITHIN = Duration.ofSeconds(3);
    /** Longer than a session holds a frame back before it gives up. */
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(90);

    private final ActorSystem<?> system;
    private final ActorRef<Gateway.Command> gateway;
    private final LinkSettings settings;
    private final AtomicInteger open = new AtomicInteger();

    public LinkRoute(ActorSystem<?> system, ActorRef<Gateway.Command> gateway, LinkSettings settings) {
        this.system = system;
        this.gateway = gateway;
        this.settings = settings;
    }

    /** For calls that are addressed to the link and allowed; others are answered that a WebSocket is expected. */
    public Route route() {
        return extractWebSocketUpgrade(this::accept);
    }

    /** Links open at this moment. */
    public int open() {
        return open.get();
    }

    private Route accept(WebSocketUpgrade upgrade) {
        if (open.incrementAndGet() > settings.mostLinks()) {
            open.decrementAndGet();
            return complete(StatusCodes.SERVICE_UNAVAILABLE, "this member has " + settings.mostLinks() + " links");
        }
        var outgoing = Source.<Message>queue(settings.queuedFrames()).preMaterialize(system);
        var outlet = new SocketOutlet(outgoing.first(), open::decrementAndGet);
        CompletionStage<Accepted> accepted = AskPattern.ask(
                gateway, replyTo -> new Gateway.Accept(outlet, replyTo), SESSION_WITHIN, system.scheduler());
        return onSuccess(
                accepted, session -> complete(upgrade.handleMessagesWith(flow(session.session(), outgoing.second()))));
    }

    private Flow<Message, Message, NotUsed> flow(
            ActorRef<SessionProtocol.Command> session, Source<Message, NotUsed> outgoing) {
        Sink<Message, NotUsed> incoming = Flow.of(Message.class)
                .mapAsync(1, message -> orEnd(session, frame(message)))
                .mapAsync(1, frame -> orEnd(session, take(session, frame)))
                .to(Sink.onComplete(done -> session.tell(new NodeSession.LinkEnded(
                        done.isSuccess()
                                ? "closed by the agent"
                                : String.valueOf(done.failed().get().getMessage())))));
        return Flow.fromSinkAndSourceCoupled(incoming, outgoing);
    }

    /** The session closes the socket; a failed stream would be logged as a fault of this server. */
    private static <T> CompletionStage<T> orEnd(ActorRef<SessionProtocol.Command> session, CompletionStage<T> stage) {
        return stage.exceptionallyCompose(failure -> {
            session.tell(new NodeSession.LinkEnded(reason(failure)));
            return new CompletableFuture<>();
        });
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }

    private CompletionStage<Taken> take(ActorRef<SessionProtocol.Command> session, ByteString frame) {
        return AskPattern.ask(
                session,
                replyTo -> new NodeSession.Received(frame.toArray(), replyTo),
                TAKEN_WITHIN,
                system.scheduler());
    }

    private CompletionStage<ByteString> frame(Message message) {
        if (message.isText()) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("frame = text: must be binary"));
        }
        BinaryMessage binary = message.asBinaryMessage();
        CompletionStage<ByteString> whole = binary.isStrict()
                ? CompletableFuture.completedFuture(binary.getStrictData())
                : binary.getStreamedData()
                        .completionTimeout(settings.frameWithin())
                        .runFold(ByteString.emptyByteString(), LinkRoute::append, system);
        return whole.thenApply(LinkRoute::bounded);
    }

    /** What is beyond the bound is read and dropped, so that the end can be told in order. */
    private static ByteString append(ByteString all, ByteString part) {
        return all.size() > LinkCodec.MAX_FRAME ? all : all.concat(part);
    }

    private static ByteString bounded(ByteString frame) {
        if (frame.size() > LinkCodec.MAX_FRAME) {
            throw new IllegalArgumentException("frame: must be at most " + LinkCodec.MAX_FRAME + " bytes long");
        }
        return frame;
    }
}
