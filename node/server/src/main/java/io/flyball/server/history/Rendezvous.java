package io.flyball.server.history;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which stores hold what: everything belongs to one of 256 shards, and for each shard every store draws a number from
 * hash(shard, store); the highest numbers hold it. A store that joins takes only what it now wins, one in n of all.
 */
final class Rendezvous {
    static final int SHARDS = 256;

    private Rendezvous() {}

    static int shard(ServiceName service, NodeId node) {
        return shard(service.value() + '/' + node.value());
    }

    /** Decisions of one service lie together. */
    static int shard(ServiceName service) {
        return shard(service.value());
    }

    /** All stores, those that hold the shard first. */
    static List<String> order(int shard, Collection<String> stores) {
        return stores.stream()
                .sorted(Comparator.comparingLong((String store) -> hash(shard + "@" + store))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int shard(String text) {
        return (int) (hash(text) & SHARDS - 1);
    }

    /** FNV-1a, then the finish of SplitMix64: FNV alone spreads the last characters badly. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ next & 0xff) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
