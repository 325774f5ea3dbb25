package io.flyball.server.http.port;

import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Samples of the past, merged over all members. */
@FunctionalInterface
public interface HistoryQueries {
    /** Rows with {@code from <= tick < to}, oldest first; where truncated, continue from the last tick plus one. */
    CompletionStage<RowsFound> read(ServiceName service, Optional<NodeId> node, Instant from, Instant to, int limit);
}
