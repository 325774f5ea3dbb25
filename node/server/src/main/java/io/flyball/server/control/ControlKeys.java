package io.flyball.server.control;

import io.flyball.protocol.message.ControlProtocol.Entry;
import org.apache.pekko.cluster.ddata.GSet;
import org.apache.pekko.cluster.ddata.GSetKey;
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.LWWRegister;
import org.apache.pekko.cluster.ddata.LWWRegisterKey;

/**
 * Names and order of the replicated values: a register per control key, and sixteen sets that together name all keys,
 * since Distributed Data cannot tell which keys exist.
 */
final class ControlKeys {
    static final int INDEXES = 16;

    private static final int SECONDS_BITS = 20;

    /**
     * Entries are ordered by revision, not by clock. Of two with the same revision (one of which was never acknowledged)
     * the later written one stays: {@code revision * 2^20 + seconds mod 2^20}.
     */
    static final LWWRegister.Clock<Entry> BY_REVISION = (current, entry) -> stamp(entry);

    private ControlKeys() {}

    static long stamp(Entry entry) {
        return (entry.revision() << SECONDS_BITS) | ((entry.atMillis() / 1000) & ((1 << SECONDS_BITS) - 1));
    }

    static Key<LWWRegister<Entry>> register(String key) {
        return LWWRegisterKey.create("control/" + key);
    }

    static Key<GSet<String>> index(int number) {
        return GSetKey.create("control-index/" + number);
    }

    static Key<GSet<String>> indexOf(String key) {
        return index(Math.floorMod(key.hashCode(), INDEXES));
    }
}
