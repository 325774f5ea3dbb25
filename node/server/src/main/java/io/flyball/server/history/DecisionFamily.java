package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.protocol.model.ServiceName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The column family of decisions: each once, in its highest version, with an index by time over all services and one
 * per service. Value: {@code version(8) millis(8) service length(1) service json}; the indexes have empty values.
 */
final class DecisionFamily {
    private static final byte[] NOTHING = {};
    private static final byte[] ALL = {'a'};
    private static final int LONGEST_ID = 200;

    private final RocksHandles handles;

    DecisionFamily(RocksHandles handles) {
        this.handles = handles;
    }

    /** A decision with the time by which it is indexed. */
    private record Kept(StoredDecision decision, DecisionPosition position) {}

    void append(WriteBatch batch, List<StoredDecision> decisions) throws RocksDBException {
        Map<String, Kept> inBatch = new HashMap<>();
        for (StoredDecision decision : decisions) {
            requireId(decision.id());
            Kept known = inBatch.get(decision.id());
            if (known == null) {
                known = find(decision.id()).orElse(null);
            }
            if (known == null || known.decision().version() < decision.version()) {
                Kept next = new Kept(decision, DecisionPosition.of(decision));
                replace(batch, known, next);
                inBatch.put(decision.id(), next);
            }
        }
    }

    Optional<StoredDecision> byId(String id) throws RocksDBException {
        return find(id).map(Kept::decision);
    }

    List<StoredDecision> newestFirst(
            Optional<ServiceName> service, Optional<DecisionPosition> before, int limit, int maxBytes)
            throws RocksDBException {
        byte[] prefix = service.map(StoreKeys::decisionPrefix).orElse(ALL);
        byte[] start = before.map(position -> service.map(name -> StoreKeys.decisionOf(name, position))
                        .orElseGet(() -> StoreKeys.decisionOfAll(position)))
                .orElse(prefix);
        List<StoredDecision> found = new ArrayList<>();
        int bytes = 0;
        try (ReadOptions options = new ReadOptions();
                RocksIterator cursor = handles.db.newIterator(handles.decisions(), options)) {
            cursor.seek(start);
            if (before.isPresent() && cursor.isValid() && Arrays.equals(cursor.key(), start)) {
                cursor.next();
            }
            for (; cursor.isValid() && found.size() < limit; cursor.next()) {
                if (!StoreKeys.startsWith(cursor.key(), prefix)) {
                    break;
                }
                StoredDecision next = require(StoreKeys.position(cursor.key(), prefix.length));
                bytes += RowSize.of(next);
                if (bytes > maxBytes && !found.isEmpty()) {
                    break;
                }
                found.add(next);
            }
            cursor.status();
        }
        return found;
    }

    /** At most a bounded number at a time; says whether there is more to drop. */
    boolean dropBefore(WriteBatch batch, Instant horizon, int limit) throws RocksDBException {
        int dropped = 0;
        try (ReadOptions options = new ReadOptions();
                RocksIterator cursor = handles.db.newIterator(handles.decisions(), options)) {
            // Oldest last: walk back from the end of the index over all services.
            for (cursor.seekForPrev(new byte[] {'a' + 1}); cursor.isValid(); cursor.prev()) {
                if (!StoreKeys.startsWith(cursor.key(), ALL)) {
                    break;
                }
                DecisionPosition position = StoreKeys.position(cursor.key(), ALL.length);
                if (position.atMillis() >= horizon.toEpochMilli()) {
                    break;
                }
                if (dropped++ == limit) {
                    return true;
                }
                remove(batch, new Kept(require(position), position));
            }
            cursor.status();
        }
        return false;
    }

    private void replace(WriteBatch batch, Kept known, Kept next) throws RocksDBException {
        if (known != null) {
            remove(batch, known);
        }
        StoredDecision decision = next.decision();
        batch.put(handles.decisions(), StoreKeys.decision(decision.id()), value(next));
        batch.put(handles.decisions(), StoreKeys.decisionOfAll(next.position()), NOTHING);
        batch.put(handles.decisions(), StoreKeys.decisionOf(decision.service(), next.position()), NOTHING);
    }

    private void remove(WriteBatch batch, Kept known) throws RocksDBException {
        StoredDecision decision = known.decision();
        batch.delete(handles.decisions(), StoreKeys.decision(decision.id()));
        batch.delete(handles.decisions(), StoreKeys.decisionOfAll(known.position()));
        batch.delete(handles.decisions(), StoreKeys.decisionOf(decision.service(), known.position()));
    }

    private StoredDecision require(DecisionPosition position) throws RocksDBException {
        return byId(position.id())
                .orElseThrow(() -> new StoreException("decision " + position.id() + ": is in the index only"));
    }

    private Optional<Kept> find(String id) throws RocksDBException {
        byte[] value = handles.db.get(handles.decisions(), StoreKeys.decision(id));
        return value == null ? Optional.empty() : Optional.of(kept(id, value));
    }

    private static byte[] value(Kept kept) {
        StoredDecision decision = kept.decision();
        byte[] service = decision.service().value().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(17 + service.length + decision.json().length)
                .putLong(decision.version())
                .putLong(kept.position().atMillis())
                .put((byte) service.length)
                .put(service)
                .put(decision.json())
                .array();
    }

    private static Kept kept(String id, byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        long version = in.getLong();
        long atMillis = in.getLong();
        byte[] service = new byte[in.get()];
        in.get(service);
        byte[] json = new byte[in.remaining()];
        in.get(json);
        ServiceName name = new ServiceName(new String(service, StandardCharsets.US_ASCII));
        return new Kept(new StoredDecision(name, id, version, json), new DecisionPosition(atMillis, id));
    }

    private static void requireId(String id) {
        boolean printable = id.chars().allMatch(c -> c > ' ' && c < 127);
        if (id.isEmpty() || id.length() > LONGEST_ID || !printable) {
            throw new IllegalArgumentException(
                    "decision id = '" + id + "': must be 1 to " + LONGEST_ID + " printable ASCII characters");
        }
    }
}
