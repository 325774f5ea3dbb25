package io.flyball.server.history;

import io.flyball.planner.port.DecisionLog;
import io.flyball.planner.port.ReportLog;
import io.flyball.protocol.message.HistoryProtocol.DecisionsFound;
import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What all members together remember, seen from one of them. Every call is asynchronous and may be made from any
 * thread. Answers carry a {@code problem}, empty when there is none, wherever something may be missing.
 */
public interface History extends ReportLog, DecisionLog {
    /**
     * Samples with {@code from <= tick < to} of one node, or of all nodes of the service, oldest first and each
     * (node, tick) once. Where {@code truncated}, the rows of the last tick are complete: go on one millisecond later.
     */
    CompletionStage<RowsFound> read(ServiceName service, Optional<NodeId> node, Instant from, Instant to, int limit);

    /**
     * Decisions, newest first, each id once in its highest version.
     *
     * @param beforeId the last id of the page before; one that nobody remembers gives an empty page with a problem
     */
    CompletionStage<DecisionsFound> decisions(Optional<ServiceName> service, Optional<String> beforeId, int limit);

    /** One decision in its highest version; fails when it was not found and not every member answered. */
    CompletionStage<Optional<StoredDecision>> decision(String id);
}
