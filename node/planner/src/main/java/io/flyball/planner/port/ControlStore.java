package io.flyball.planner.port;

import io.flyball.protocol.message.ControlProtocol.Entry;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Small, precious state: policies, freezes, one record per service. Replicated to all members; every
 * write is on disk at a majority before it counts. One writer per key, which reads before it writes and
 * raises the revision by one.
 *
 * <p>Keys: {@code service/<name>}, {@code policy/<name>}, {@code freeze/global}, {@code freeze/service/<name>}.
 */
public interface ControlStore {
    /** Newest entry known to a majority; a deleted one is returned with its mark. Fails when no majority answers. */
    CompletionStage<Optional<Entry>> read(String key);

    /** Completes once a majority has it on disk; fails otherwise, and then it may still spread: repeat, do not act. */
    CompletionStage<Entry> write(Entry entry);

    /** What this member knows now of the keys that begin with {@code prefix}, without asking others; no deleted ones. */
    Collection<Entry> known(String prefix);

    /** Calls back for every entry known and for every change, deletions too, from now until closed. */
    Subscription watch(String prefix, Consumer<Entry> listener);

    /** Ends a watch. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
