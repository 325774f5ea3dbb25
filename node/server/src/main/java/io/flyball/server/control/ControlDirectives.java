package io.flyball.server.control;

import io.flyball.planner.port.ControlStore;
import io.flyball.planner.port.ControlStore.Subscription;
import io.flyball.planner.port.Directives;
import io.flyball.policy.document.PolicyReader;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders for services out of the control state: the policy that selects the service, and a freeze of it or of everything.
 * A stored policy that can no longer be read leaves the last good one of that name in force.
 *
 * <p>A watcher hears nothing before a majority was asked for its freezes, so that a planner which starts in a frozen
 * fleet never believes for a moment that it may act.
 */
public final class ControlDirectives implements Directives, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlDirectives.class);
    private static final String POLICY = "policy/";
    private static final String FREEZE = "freeze/";
    private static final String FREEZE_ALL = "freeze/global";
    private static final String FREEZE_SERVICE = "freeze/service/";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ControlStore store;
    private final List<Subscription> subscriptions;
    private final TreeMap<String, Entry> newest = new TreeMap<>();
    private final TreeMap<String, PolicyRef> policies = new TreeMap<>();
    private final List<Watcher> watchers = new ArrayList<>();

    /** One planner. Guarded by the lock of its {@link ControlDirectives}. */
    private static final class Watcher {
        private final ServiceName service;
        private final Consumer<Directive> listener;
        private boolean certain;
        private Optional<Directive> told = Optional.empty();

        private Watcher(ServiceName service, Consumer<Directive> listener) {
            this.service = service;
            this.listener = listener;
        }
    }

    public ControlDirectives(ControlStore store) {
        this.store = store;
        this.subscriptions = List.of(store.watch(POLICY, this::changed), store.watch(FREEZE, this::changed));
    }

    @Override
    public Subscription watch(ServiceName service, Consumer<Directive> listener) {
        Watcher watcher = new Watcher(service, listener);
        synchronized (this) {
            watchers.add(watcher);
        }
        askForFreezes(watcher);
        return () -> remove(watcher);
    }

    /** Services that a policy selects. */
    public synchronized List<ServiceName> selectedServices() {
        return policies.values().stream()
                .map(ref -> ref.policy().service())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }

    private void askForFreezes(Watcher watcher) {
        var global = store.read(FREEZE_ALL);
        var own = store.read(FREEZE_SERVICE + watcher.service);
        global.thenCombine(own, (one, other) -> List.of(one, other)).whenComplete((found, failure) -> {
            if (failure == null) {
                found.forEach(entry -> entry.ifPresent(this::changed));
                certain(watcher);
            } else if (isWatched(watcher)) {
                LOG.warn("{}: cannot read freezes yet: {}", watcher.service, failure.getMessage());
                CompletableFuture.delayedExecutor(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> askForFreezes(watcher));
            }
        });
    }

    private synchronized void certain(Watcher watcher) {
        watcher.certain = true;
        tell(watcher);
    }

    private synchronized boolean isWatched(Watcher watcher) {
        return watchers.contains(watcher);
    }

    private synchronized void remove(Watcher watcher) {
        watchers.remove(watcher);
    }

    private synchronized void changed(Entry entry) {
        Entry before = newest.get(entry.key());
        if (before != null && before.revision() >= entry.revision()) {
            return;
        }
        newest.put(entry.key(), entry);
        if (entry.key().startsWith(POLICY)) {
            policyChanged(entry);
        }
        List.copyOf(watchers).forEach(this::tell);
    }

    private void policyChanged(Entry entry) {
        if (entry.deleted()) {
            policies.remove(entry.key());
            return;
        }
        PolicyReader.Result result = PolicyText.read(entry.value());
        if (result.policy().isPresent()) {
            policies.put(entry.key(), new PolicyRef(result.policy().get(), entry.revision()));
        } else {
            LOG.error(
                    "{} revision {} cannot be read, revision {} stays in force: {}",
                    entry.key(),
                    entry.revision(),
                    Optional.ofNullable(policies.get(entry.key()))
                            .map(PolicyRef::revision)
                            .orElse(0L),
                    result.problems());
        }
    }

    private void tell(Watcher watcher) {
        Directive directive = new Directive(policyOf(watcher.service), freezeOf(watcher.service));
        if (watcher.certain && !watcher.told.equals(Optional.of(directive))) {
            watcher.told = Optional.of(directive);
            watcher.listener.accept(directive);
        }
    }

    /** Of several policies that select one service the first by name holds. */
    private Optional<PolicyRef> policyOf(ServiceName service) {
        return policies.values().stream()
                .filter(ref -> ref.policy().service().equals(service))
                .findFirst();
    }

    private Optional<String> freezeOf(ServiceName service) {
        return reason(FREEZE_ALL).or(() -> reason(FREEZE_SERVICE + service));
    }

    private Optional<String> reason(String key) {
        return Optional.ofNullable(newest.get(key))
                .filter(entry -> !entry.deleted())
                .map(Entry::reason);
    }
}
