package io.flyball.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flyball.planner.port.ControlStore;
import io.flyball.planner.port.Directives.Directive;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.model.ServiceName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ControlDirectivesTest {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final String POLICY = String.join(
            "\n",
            "apiVersion: flyball/v1",
            "kind: Policy",
            "metadata: {name: NAME}",
            "spec:",
            "  selector: {service: SERVICE}",
            "  objectives: [{metric: latency.p99, below: 250ms}]",
            "");

    private final FakeStore store = new FakeStore();
    private final ControlDirectives directives = new ControlDirectives(store);
    private final List<Directive> told = new CopyOnWriteArrayList<>();

    private static String policy(String name, String service) {
        return POLICY.replace("NAME", name).replace("SERVICE", service);
    }

    private Directive last() {
        return told.get(told.size() - 1);
    }

    @Test
    void tellsThePolicyThatSelectsTheServiceAndEveryChangeOfIt() {
        store.put("policy/shop", 1, policy("shop", "shop"), false);
        store.put("policy/other", 1, policy("other", "cart"), false);
        directives.watch(SHOP, told::add);
        assertThat(last().policy().orElseThrow().label()).isEqualTo("shop#1");
        store.put("policy/shop", 2, policy("shop", "shop"), false);
        assertThat(last().policy().orElseThrow().label()).isEqualTo("shop#2");
        store.put("policy/other", 2, policy("other", "cart"), false);
        assertThat(told).hasSize(2);
        store.put("policy/shop", 3, "", true);
        assertThat(last()).isEqualTo(Directive.NONE);
        assertThat(directives.selectedServices()).containsExactly(new ServiceName("cart"));
    }

    @Test
    void keepsTheLastGoodRevisionOfAPolicyThatCannotBeReadAnyMore() {
        store.put("policy/shop", 1, policy("shop", "shop"), false);
        directives.watch(SHOP, told::add);
        store.put("policy/shop", 2, "kind: [", false);
        assertThat(last().policy().orElseThrow().revision()).isEqualTo(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void freezesAServiceByItsOwnOrTheGlobalFreeze() {
        directives.watch(SHOP, told::add);
        store.put("freeze/service/cart", 1, "", false);
        assertThat(last().frozenBecause()).isEmpty();
        store.put("freeze/service/shop", 1, "", false);
        assertThat(last().frozenBecause()).contains("because of freeze/service/shop");
        store.put("freeze/global", 1, "", false);
        assertThat(last().frozenBecause()).contains("because of freeze/global");
        store.put("freeze/global", 2, "", true);
        assertThat(last().frozenBecause()).contains("because of freeze/service/shop");
        store.put("freeze/service/shop", 2, "", true);
        assertThat(last().frozenBecause()).isEmpty();
    }

    @Test
    void tellsNothingBeforeTheFreezesAreCertain() {
        store.entries.put("freeze/global", FakeStore.entry("freeze/global", 1, "", false)); // not yet at this member
        store.refusing = true;
        directives.watch(SHOP, told::add);
        store.put("policy/shop", 1, policy("shop", "shop"), false);
        assertThat(told).isEmpty();
        store.refusing = false;
        await().until(() -> !told.isEmpty());
        assertThat(told.get(0).frozenBecause()).isPresent();
    }

    @Test
    void ofTwoPoliciesForOneServiceTheFirstByNameHolds() {
        store.put("policy/b", 1, policy("b", "shop"), false);
        store.put("policy/a", 1, policy("a", "shop"), false);
        directives.watch(SHOP, told::add);
        assertThat(last().policy().orElseThrow().label()).isEqualTo("a#1");
    }

    @Test
    void tellsNothingAfterTheWatchEnded() {
        directives.watch(SHOP, told::add).close();
        store.put("policy/shop", 1, policy("shop", "shop"), false);
        assertThat(told).hasSize(1);
    }

    /** Tells watchers in the thread of the test. */
    private static final class FakeStore implements ControlStore {
        private final Map<String, Entry> entries = new ConcurrentHashMap<>();
        private final Map<String, List<Consumer<Entry>>> watchers = new TreeMap<>();
        private volatile boolean refusing;

        static Entry entry(String key, long revision, String value, boolean deleted) {
            return new Entry(key, revision, deleted, value, "ann", "because of " + key, 0);
        }

        void put(String key, long revision, String value, boolean deleted) {
            Entry entry = entry(key, revision, value, deleted);
            entries.put(key, entry);
            watchers.forEach((prefix, listeners) -> {
                if (key.startsWith(prefix)) {
                    listeners.forEach(listener -> listener.accept(entry));
                }
            });
        }

        @Override
        public CompletionStage<Optional<Entry>> read(String key) {
            return refusing
                    ? CompletableFuture.failedFuture(new IllegalStateException("no majority"))
                    : CompletableFuture.completedFuture(Optional.ofNullable(entries.get(key)));
        }

        @Override
        public CompletionStage<Entry> write(Entry entry) {
            throw new UnsupportedOperationException("directives only read");
        }

        @Override
        public Collection<Entry> known(String prefix) {
            return List.of();
        }

        @Override
        public Subscription watch(String prefix, Consumer<Entry> listener) {
            watchers.computeIfAbsent(prefix, any -> new ArrayList<>()).add(listener);
            return () -> watchers.get(prefix).remove(listener);
        }
    }
}
