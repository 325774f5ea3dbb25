package io.flyball.server.history;

import io.flyball.protocol.message.ControlProtocol.Entry;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The stores that ever joined, as the control state has them: one id per line under {@link #KEY}. */
final class PlacementRecord {
    static final String KEY = "placement/history";

    private PlacementRecord() {}

    static Set<String> stores(Optional<Entry> entry) {
        return entry.filter(found -> !found.deleted())
                .map(found -> found.value()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new)))
                .orElseGet(TreeSet::new);
    }

    /** The next entry, with {@code joined} added. */
    static Entry next(Optional<Entry> before, Collection<String> joined, String author, long atMillis) {
        Set<String> stores = stores(before);
        stores.addAll(joined);
        long revision = before.map(Entry::revision).orElse(0L) + 1;
        return new Entry(
                KEY, revision, false, String.join("\n", stores) + "\n", author, "a history store joined", atMillis);
    }
}
