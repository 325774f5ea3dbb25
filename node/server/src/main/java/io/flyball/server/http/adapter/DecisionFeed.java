package io.flyball.server.http.adapter;

import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.server.history.DecisionJson;
import io.flyball.server.http.port.Decisions.Subscription;
import io.flyball.server.http.port.Decisions.Versioned;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;

/**
 * One subscription of this member to the topic of live decisions, for all of its readers. Decoding once and a list of
 * listeners cost less than an actor and a topic subscription per reader.
 */
final class DecisionFeed {
    static final String TOPIC = "decisions";

    private final List<Consumer<Versioned>> listeners = new CopyOnWriteArrayList<>();

    Subscription subscribe(Consumer<Versioned> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    Behavior<StoredDecision> behavior() {
        return Behaviors.setup(context -> {
            var topic = context.spawn(Topic.create(StoredDecision.class, TOPIC), "topic");
            topic.tell(Topic.subscribe(context.getSelf()));
            return Behaviors.receiveMessage(stored -> {
                publish(stored);
                return Behaviors.same();
            });
        });
    }

    private void publish(StoredDecision stored) {
        if (!listeners.isEmpty()) {
            Versioned decision = decoded(stored);
            listeners.forEach(listener -> listener.accept(decision));
        }
    }

    static Versioned decoded(StoredDecision stored) {
        return new Versioned(DecisionJson.read(stored.json()), stored.version());
    }
}
