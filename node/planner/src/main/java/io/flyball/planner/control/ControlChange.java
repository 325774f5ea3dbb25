package io.flyball.planner.control;

import io.flyball.protocol.message.ControlProtocol.Command;
import io.flyball.protocol.message.ControlProtocol.Conflict;
import io.flyball.protocol.message.ControlProtocol.Delete;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.ControlProtocol.Found;
import io.flyball.protocol.message.ControlProtocol.NotFound;
import io.flyball.protocol.message.ControlProtocol.Put;
import io.flyball.protocol.message.ControlProtocol.Reply;
import java.util.Optional;

/**
 * What a call does to the stored entry. A call that comes again after it was done is recognised by its expected revision
 * and content and gets the same answer: with revision 4 stored, {@code Put(x, expected 4)} writes 5, and the same Put
 * answers with 5 once more.
 */
final class ControlChange {
    /**
     * @param write to be written before {@code reply} is true; empty when nothing changes
     */
    record Outcome(Reply reply, Optional<Entry> write) {
        static Outcome of(Reply reply) {
            return new Outcome(reply, Optional.empty());
        }
    }

    private ControlChange() {}

    static Outcome decide(String key, Command call, Optional<Entry> stored, long nowMillis) {
        long revision = stored.map(Entry::revision).orElse(0L);
        boolean exists = stored.isPresent() && !stored.get().deleted();
        if (call instanceof Put put) {
            Entry next = new Entry(key, revision + 1, false, put.value(), put.author(), put.reason(), nowMillis);
            if (stored.filter(entry -> repeats(entry, next, put.expectedRevision()))
                    .isPresent()) {
                return new Outcome(new Found(stored.get()), stored); // written again: it may not be durable yet
            }
            return allowed(put.expectedRevision(), revision, exists)
                    ? new Outcome(new Found(next), Optional.of(next))
                    : Outcome.of(new Conflict(exists ? revision : 0));
        }
        if (call instanceof Delete delete) {
            if (!exists) {
                return new Outcome(new NotFound(revision), stored); // a tombstone is written again, too
            }
            Entry next = new Entry(key, revision + 1, true, "", delete.author(), delete.reason(), nowMillis);
            return allowed(delete.expectedRevision(), revision, true)
                    ? new Outcome(new NotFound(revision + 1), Optional.of(next))
                    : Outcome.of(new Conflict(revision));
        }
        return Outcome.of(exists ? new Found(stored.get()) : new NotFound(revision));
    }

    private static boolean allowed(long expected, long revision, boolean exists) {
        return expected < 0 || (expected == 0 ? !exists : exists && expected == revision);
    }

    private static boolean repeats(Entry stored, Entry next, long expected) {
        boolean follows = expected < 0 || expected == stored.revision() - 1 || expected == 0;
        return !stored.deleted()
                && follows
                && stored.value().equals(next.value())
                && stored.author().equals(next.author())
                && stored.reason().equals(next.reason());
    }
}
