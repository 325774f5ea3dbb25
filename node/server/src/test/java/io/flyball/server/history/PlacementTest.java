package io.flyball.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.HistoryProtocol.Command;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private final ActorRef<Command> store = KIT.<Command>createTestProbe().ref();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void requiresTwoCopiesWhereTwoStoresWereEverKnownHoweverFewAnswer() {
        Placement cutOff = Placement.of(Set.of("a", "b", "c"), Map.of("a", store));
        assertThat(cutOff.required(2)).isEqualTo(2);
        assertThat(cutOff.required(3)).isEqualTo(2);
        assertThat(cutOff.required(1)).isEqualTo(1);
        assertThat(cutOff.candidates(5)).containsExactly("a");
        assertThat(cutOff.missing()).containsExactly("b", "c");
    }

    @Test
    void requiresOneCopyOfAStoreThatIsReallyAlone() {
        assertThat(Placement.of(Set.of("a"), Map.of("a", store)).required(2)).isEqualTo(1);
    }

    @Test
    void asksOwnersBeforeStandIns() {
        Set<String> known = Set.of("a", "b", "c");
        Placement all = Placement.of(known, Map.of("a", store, "b", store, "c", store));
        for (int shard = 0; shard < Rendezvous.SHARDS; shard++) {
            assertThat(all.candidates(shard)).isEqualTo(Rendezvous.order(shard, known));
        }
    }

    @Test
    void theRecordOnlyGrowsAndItsRevisionRises() {
        Entry first = PlacementRecord.next(Optional.empty(), List.of("b"), "b", 1);
        Entry second = PlacementRecord.next(Optional.of(first), List.of("a"), "a", 2);
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.value()).isEqualTo("a\nb\n");
        assertThat(PlacementRecord.stores(Optional.of(second))).containsExactly("a", "b");
        assertThat(PlacementRecord.stores(Optional.empty())).isEmpty();
    }
}
