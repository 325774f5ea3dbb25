package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.planner.port.ControlStore;
import io.flyball.planner.port.InMemoryControlStore;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TermClaimTest {
    private static final ServiceName SHOP = new ServiceName("shop");

    private final InMemoryControlStore store = new InMemoryControlStore();

    private TermClaim claim(String owner) {
        return new TermClaim(store, SHOP, owner, InstantSource.system());
    }

    private static TermClaim.Claimed taken(TermClaim claim, long above) {
        return claim.take(above).toCompletableFuture().join();
    }

    @Test
    void everyClaimHasAHigherTermAndKeepsTheTarget() {
        var first = taken(claim("m1@a"), 0);
        assertThat(first.token()).isEqualTo(new Token(1, "m1@a"));
        store.put(claim("m1@a").entry(new ServiceRecord(1, "m1@a", 3), TermClaim.revision(1, 1), "changed"));
        var second = taken(claim("m2@b"), 0);
        assertThat(second.token()).isEqualTo(new Token(2, "m2@b"));
        assertThat(second.record().instanceTarget()).isEqualTo(3);
        assertThat(second.remembered()).contains(new ServiceRecord(1, "m1@a", 3));
    }

    @Test
    void whatAnOlderTermStillWritesLosesAgainstANewerOne() {
        var old = taken(claim("m1@a"), 0);
        var fresh = taken(claim("m2@b"), 0);
        long lastOfOld = TermClaim.revision(old.record().term(), TermClaim.mostChanges());
        assertThat(lastOfOld).isLessThan(fresh.revision());
    }

    @Test
    void goesAboveATermThatOnlyNodesRemember() {
        assertThat(taken(claim("m1@a"), 41).token().term()).isEqualTo(42);
    }

    @Test
    void doesNotOwnATermThatAnotherTookAtTheSameTime() {
        // The store keeps the higher revision; the same one by another owner, written first, stays.
        var rival = claim("m2@b");
        var late = new TermClaim(
                new RivalStore(store, rival.entry(new ServiceRecord(1, "m2@b", -1), TermClaim.revision(1, 0), "rival")),
                SHOP,
                "m1@a",
                InstantSource.system());
        assertThat(late.take(0).toCompletableFuture()).isCompletedExceptionally();
    }

    /** Lets another planner write just before each write. */
    private record RivalStore(InMemoryControlStore store, Entry rival) implements ControlStore {
        @Override
        public CompletionStage<Optional<Entry>> read(String key) {
            return store.read(key);
        }

        @Override
        public CompletionStage<Entry> write(Entry entry) {
            store.put(rival);
            return store.write(entry);
        }

        @Override
        public Collection<Entry> known(String prefix) {
            return store.known(prefix);
        }

        @Override
        public Subscription watch(String prefix, Consumer<Entry> listener) {
            return store.watch(prefix, listener);
        }
    }
}
