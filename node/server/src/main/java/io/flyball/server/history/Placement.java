package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Where copies go, as one member knows it.
 *
 * <p>{@code known} are all stores that ever joined, as recorded in the control state. It decides how many copies an
 * append needs, whether or not those stores answer: a member that is cut off from the others cannot mistake itself for
 * a cluster of one. {@code live} says only whom to ask.
 */
final class Placement {
    /** Nothing is acknowledged on fewer, where there are so many stores. */
    private static final int ENOUGH = 2;

    private final Set<String> known;
    private final Map<String, ActorRef<Command>> live;
    private final boolean recorded;
    private final List<List<String>> orders;

    private Placement(Set<String> known, Map<String, ActorRef<Command>> live, boolean recorded) {
        this.known = known;
        this.live = Map.copyOf(live);
        this.recorded = recorded;
        orders = IntStream.range(0, Rendezvous.SHARDS)
                .mapToObj(shard -> Rendezvous.order(shard, known).stream()
                        .filter(live::containsKey)
                        .toList())
                .toList();
    }

    /** Before the record was read, or before it has this member's own store: nothing can be appended. */
    static Placement unrecorded(Map<String, ActorRef<Command>> live) {
        return new Placement(Set.copyOf(live.keySet()), live, false);
    }

    static Placement of(Set<String> known, Map<String, ActorRef<Command>> live) {
        return new Placement(Set.copyOf(known), live, true);
    }

    boolean recorded() {
        return recorded;
    }

    /** Copies on disk before an append is acknowledged. */
    int required(int copies) {
        return Math.min(ENOUGH, Math.min(copies, known.size()));
    }

    /** Stores that answer, in the order in which they are asked to hold the shard: its owners, then stand-ins. */
    List<String> candidates(int shard) {
        return orders.get(shard);
    }

    Map<String, ActorRef<Command>> live() {
        return live;
    }

    int size() {
        return known.size();
    }

    /** Known stores that cannot be asked, in order. */
    List<String> missing() {
        List<String> missing = new ArrayList<>(new TreeSet<>(known));
        missing.removeAll(live.keySet());
        return missing;
    }
}
