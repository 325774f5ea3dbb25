package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Samples and decisions on the disk of one member. Blocking, and owned by one thread: nobody else may call it, not
 * even to close it. Failures are {@link StoreException}s.
 */
interface SampleStore extends AutoCloseable {
    /** Made with the store and kept on its disk: a new disk is a new store. */
    String id();

    /**
     * On disk (fsync) when it returns; nothing of it counts when it throws. A row whose (node, tick) is known and a
     * decision whose version is not higher than the known one change nothing.
     */
    void append(List<Row> rows, List<StoredDecision> decisions);

    /** Oldest first, ordered by (tick, node); ends at a whole tick unless one tick alone exceeds {@code maxBytes}. */
    Page read(ServiceName service, Optional<NodeId> node, Instant from, Instant to, int limit, int maxBytes);

    /** Rows of exactly one tick, of nodes after {@code afterNode} in order. */
    Page readTick(ServiceName service, Instant tick, String afterNode, int maxBytes);

    /** Newest first, those after {@code before} in that order; at least one where there is one. */
    List<StoredDecision> decisions(
            Optional<ServiceName> service, Optional<DecisionPosition> before, int limit, int maxBytes);

    Optional<StoredDecision> decision(String id);

    /** Drops whole hours that end at or before {@code horizon}, and decisions made before it. */
    void dropBefore(Instant horizon);

    /** Tries to take rows again after a failure; does nothing when all is well or there is still no room. */
    void recover();

    @Override
    void close();

    /** Rows found; {@code truncated} when there are more. */
    record Page(List<Row> rows, boolean truncated) {
        public Page {
            rows = List.copyOf(rows);
        }
    }
}
