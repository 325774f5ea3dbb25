package io.flyball.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RendezvousTest {
    private static final List<String> STORES = List.of("09cda65ee3e5", "5c1d355feb1f", "95d2be803ae4", "1d8e35cb4b86");

    @Test
    void everyStoreHoldsAboutTheSameShare() {
        Map<String, Integer> shares = new HashMap<>();
        for (int shard = 0; shard < Rendezvous.SHARDS; shard++) {
            Rendezvous.order(shard, STORES).subList(0, 2).forEach(store -> shares.merge(store, 1, Integer::sum));
        }
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(128 - 32, 128 + 32));
    }

    @Test
    void nodesSpreadOverAllShards() {
        int[] shards = new int[Rendezvous.SHARDS];
        for (int node = 0; node < 25_600; node++) {
            shards[Rendezvous.shard(new ServiceName("shop"), new NodeId("shop-" + node))]++;
        }
        for (int count : shards) {
            assertThat(count).isBetween(50, 160);
        }
    }

    @Test
    void aStoreThatJoinsTakesOnlyWhatItWins() {
        for (int shard = 0; shard < Rendezvous.SHARDS; shard++) {
            List<String> before = Rendezvous.order(shard, STORES.subList(0, 3));
            List<String> after = new ArrayList<>(Rendezvous.order(shard, STORES));
            after.remove(STORES.get(3));
            assertThat(after).isEqualTo(before);
        }
    }

    /** Stored rows are found by all stores being asked, but owners must be the same for all versions and members. */
    @Test
    void theOrderNeverChanges() {
        assertThat(Rendezvous.order(17, Set.copyOf(STORES)))
                .containsExactly("95d2be803ae4", "5c1d355feb1f", "09cda65ee3e5", "1d8e35cb4b86");
        assertThat(Rendezvous.shard(new ServiceName("shop"), new NodeId("shop-1")))
                .isEqualTo(77);
    }
}
