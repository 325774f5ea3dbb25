package io.flyball.server.http.port;

import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.ServiceName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Decisions of the past and of this moment. */
public interface Decisions {
    /** Newest first, the highest version of each; {@code before} is an id, exclusive. */
    CompletionStage<Page> list(Optional<ServiceName> service, Optional<String> before, int limit);

    CompletionStage<Optional<Versioned>> find(String id);

    /** Calls back with each decision made or changed anywhere from now until closed. The listener must not block. */
    Subscription subscribe(Consumer<Versioned> listener);

    /** A decision in the state of {@code version}, which rises with every change. */
    record Versioned(DecisionRecord decision, long version) {}

    /** @param problem why something may be missing, e.g. an unreachable member; empty when complete */
    record Page(List<Versioned> decisions, String problem) {
        public Page {
            decisions = List.copyOf(decisions);
        }
    }

    /** Ends a subscription. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
