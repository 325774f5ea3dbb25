package io.flyball.server.history;

import io.flyball.planner.port.ControlStore;
import io.flyball.protocol.message.ControlProtocol.Entry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Control state of all members of a test in one map; without a majority every call fails. */
final class SharedControl implements ControlStore {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean majority = true;

    void majority(boolean reachable) {
        majority = reachable;
    }

    @Override
    public CompletionStage<Optional<Entry>> read(String key) {
        return majority ? CompletableFuture.completedFuture(Optional.ofNullable(entries.get(key))) : noMajority();
    }

    @Override
    public CompletionStage<Entry> write(Entry entry) {
        if (!majority) {
            return noMajority();
        }
        Entry newest = entries.merge(
                entry.key(), entry, (old, written) -> old.revision() >= written.revision() ? old : written);
        listeners.forEach(listener -> listener.accept(newest));
        return CompletableFuture.completedFuture(newest);
    }

    @Override
    public Collection<Entry> known(String prefix) {
        return entries.values().stream()
                .filter(entry -> entry.key().startsWith(prefix) && !entry.deleted())
                .toList();
    }

    @Override
    public Subscription watch(String prefix, Consumer<Entry> listener) {
        Consumer<Entry> filtered = entry -> {
            if (entry.key().startsWith(prefix)) {
                listener.accept(entry);
            }
        };
        listeners.add(filtered);
        known(prefix).forEach(listener);
        return () -> listeners.remove(filtered);
    }

    private static <T> CompletionStage<T> noMajority() {
        return CompletableFuture.failedFuture(new IllegalStateException("no majority answers"));
    }
}
