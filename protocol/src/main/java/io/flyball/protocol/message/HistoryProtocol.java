package io.flyball.protocol.message;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Messages between members about history: replicated appends and scattered reads. */
public interface HistoryProtocol {
    sealed interface Command {}

    /** One sample as stored: the key is (node, tick), so that appending it twice changes nothing. */
    record Row(ServiceName service, NodeId node, Sample sample) {}

    /** Append to this member's store; answered after fsync. At most 512 rows and 192 KiB. */
    record AppendRows(List<Row> rows, ActorRef<Appended> replyTo) implements Command {
        public AppendRows {
            rows = List.copyOf(rows);
        }
    }

    /** A stored decision: {@code json} replaces an earlier version of the same id when {@code version} is higher. */
    record StoredDecision(ServiceName service, String id, long version, byte[] json) {}

    record AppendDecisions(List<StoredDecision> decisions, ActorRef<Appended> replyTo) implements Command {
        public AppendDecisions {
            decisions = List.copyOf(decisions);
        }
    }

    sealed interface Appended {}

    record Stored() implements Appended {}

    /** Not stored, e.g. for lack of space; the sender keeps it and tries again. */
    record NotStored(String reason) implements Appended {}

    /**
     * Samples of one service with {@code from <= tick < to}, oldest first, at most {@code limit} rows; {@code node}
     * empty means all nodes. Continue from the last tick plus one where {@code truncated}.
     */
    record ReadRows(ServiceName service, String node, Instant from, Instant to, int limit, ActorRef<RowsFound> replyTo)
            implements Command {}

    /**
     * Rows of one service at exactly one tick, of nodes after {@code afterNode} in order; as many as fit one answer.
     * For ticks shared by so many nodes that {@link ReadRows} cannot end at a tick.
     */
    record ReadTick(ServiceName service, Instant tick, String afterNode, ActorRef<RowsFound> replyTo)
            implements Command {}

    record RowsFound(List<Row> rows, boolean truncated, String problem) {
        public RowsFound {
            rows = List.copyOf(rows);
        }
    }

    /** Newest decisions first; {@code service} empty means all services; {@code beforeId} empty means from the newest. */
    record ReadDecisions(String service, String beforeId, int limit, ActorRef<DecisionsFound> replyTo)
            implements Command {}

    /** One decision in its highest version, wherever it belongs; the answer is empty when this member has none. */
    record FindDecision(String id, ActorRef<DecisionsFound> replyTo) implements Command {}

    record DecisionsFound(List<StoredDecision> decisions, String problem) {
        public DecisionsFound {
            decisions = List.copyOf(decisions);
        }
    }

    /** Timers and adapted replies of the owning behaviour: the one seam in the seal, never sent. */
    non-sealed interface Internal extends Command {}
}
