package io.flyball.server.http.endpoint;

import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;
import io.flyball.server.http.kit.ServerSentEvents;
import io.flyball.server.http.port.Decisions;
import io.flyball.server.http.port.Decisions.Subscription;
import io.flyball.server.http.port.Decisions.Versioned;
import io.flyball.server.metrics.FlyballMeters;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * {@code GET /v1/decisions/stream}: every decision made or changed from now on, as server-sent events, after those
 * missed since {@code Last-Event-ID}. Delivery is at least once: keep the highest version of an id.
 *
 * <p>Each reader has a queue of {@link #QUEUE} decisions. A reader that falls behind further is cut off; it comes back
 * with the last id it saw and misses nothing.
 */
public final class DecisionStream {
    static final int QUEUE = 256;

    private final ActorSystem<?> system;
    private final Decisions decisions;
    private final FlyballMeters meters;
    private final int maxStreams;
    private final AtomicInteger streams = new AtomicInteger();
    private final SharedKillSwitch end = KillSwitches.shared("decision-streams");

    public DecisionStream(ActorSystem<?> system, Decisions decisions, FlyballMeters meters, int maxStreams) {
        this.system = system;
        this.decisions = decisions;
        this.meters = meters;
        this.maxStreams = maxStreams;
    }

    /** Ends every stream in order; those still open when the actor system stops are logged as faults. */
    public void endAll() {
        end.shutdown();
    }

    CompletionStage<HttpResponse> open(Call call) {
        Optional<ServiceName> service = call.query("service", ServiceName::new);
        Optional<ResumePoint> resume = call.header("Last-Event-ID")
                .or(() -> call.query("lastEventId"))
                .filter(text -> !text.isEmpty())
                .map(text -> Call.parse("Last-Event-ID", text, ResumePoint::parse));
        if (streams.incrementAndGet() > maxStreams) {
            streams.decrementAndGet();
            throw new ProblemException(Problem.unavailable("all " + maxStreams + " decision streams are taken"));
        }
        meters.streamOpened();
        return CompletableFuture.completedFuture(ServerSentEvents.response(events(service, resume)));
    }

    /** Subscribes before it reads the past, so that nothing falls between. */
    private Source<ByteString, NotUsed> events(Optional<ServiceName> service, Optional<ResumePoint> resume) {
        var live = Source.<Versioned>queue(QUEUE).preMaterialize(system);
        Subscription subscription =
                decisions.subscribe(new BoundedReader(live.first(), service, meters::streamDropped));
        return missed(service, resume)
                .concat(live.second().map(DecisionEvents::decision))
                .via(end.flow())
                .watchTermination((notUsed, done) -> {
                    done.whenComplete((any, failure) -> {
                        subscription.close();
                        streams.decrementAndGet();
                        meters.streamClosed();
                    });
                    return notUsed;
                });
    }

    private Source<ByteString, NotUsed> missed(Optional<ServiceName> service, Optional<ResumePoint> resume) {
        if (resume.isEmpty()) {
            return Source.empty();
        }
        CompletionStage<List<ByteString>> events = decisions
                .list(service, Optional.empty(), DecisionEndpoints.MOST)
                .handle((page, failure) ->
                        failure == null ? resume.get().events(page) : DecisionEvents.gap(failure.getMessage()));
        return Source.completionStage(events).mapConcat(list -> list);
    }
}
