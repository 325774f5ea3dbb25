package io.flyball.planner.port;

import io.flyball.protocol.message.ControlProtocol.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Control state of a test: keeps the highest revision, refuses when told to. */
public final class InMemoryControlStore implements ControlStore {
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final List<Entry> writes = new ArrayList<>();
    private int failingReads;
    private int failingWrites;

    public synchronized void failNextReads(int count) {
        failingReads = count;
    }

    public synchronized void failNextWrites(int count) {
        failingWrites = count;
    }

    /** As if another member wrote it. */
    public synchronized void put(Entry entry) {
        entries.merge(entry.key(), entry, (old, fresh) -> fresh.revision() > old.revision() ? fresh : old);
    }

    /** Successful writes in order. */
    public synchronized List<Entry> writes() {
        return List.copyOf(writes);
    }

    @Override
    public synchronized CompletionStage<Optional<Entry>> read(String key) {
        if (failingReads > 0) {
            failingReads--;
            return CompletableFuture.failedFuture(new IllegalStateException("no majority"));
        }
        return CompletableFuture.completedFuture(Optional.ofNullable(entries.get(key)));
    }

    @Override
    public synchronized CompletionStage<Entry> write(Entry entry) {
        if (failingWrites > 0) {
            failingWrites--;
            return CompletableFuture.failedFuture(new IllegalStateException("no majority"));
        }
        put(entry);
        writes.add(entry);
        return CompletableFuture.completedFuture(entry);
    }

    @Override
    public synchronized Collection<Entry> known(String prefix) {
        return entries.values().stream()
                .filter(entry -> entry.key().startsWith(prefix) && !entry.deleted())
                .toList();
    }

    @Override
    public Subscription watch(String prefix, Consumer<Entry> listener) {
        known(prefix).forEach(listener);
        return () -> {};
    }
}
