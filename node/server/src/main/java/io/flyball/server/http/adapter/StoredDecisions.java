package io.flyball.server.http.adapter;

import io.flyball.protocol.message.HistoryProtocol.DecisionsFound;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.history.History;
import io.flyball.server.http.port.Decisions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** The past from history, the present from the topic that history publishes to. */
public final class StoredDecisions implements Decisions {
    private final History history;
    private final DecisionFeed feed;

    private StoredDecisions(History history, DecisionFeed feed) {
        this.history = history;
        this.feed = feed;
    }

    /** Once per actor system. */
    public static StoredDecisions start(ActorSystem<?> system, History history) {
        var feed = new DecisionFeed();
        system.systemActorOf(feed.behavior(), "decision-feed", Props.empty());
        return new StoredDecisions(history, feed);
    }

    @Override
    public CompletionStage<Page> list(Optional<ServiceName> service, Optional<String> before, int limit) {
        return history.decisions(service, before, limit).thenApply(StoredDecisions::page);
    }

    private static Page page(DecisionsFound found) {
        List<Versioned> decisions =
                found.decisions().stream().map(DecisionFeed::decoded).toList();
        return new Page(decisions, found.problem());
    }

    @Override
    public CompletionStage<Optional<Versioned>> find(String id) {
        return history.decision(id).thenApply(found -> found.map(DecisionFeed::decoded));
    }

    @Override
    public Subscription subscribe(Consumer<Versioned> listener) {
        return feed.subscribe(listener);
    }
}
