package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.history.SampleStore.Page;
import io.flyball.server.history.StoreKeys.RowKey;
import java.time.Instant;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * One range read: hour by hour, in an hour node by node, skipping hours that do not exist and, once the page is full,
 * everything later than its last tick.
 */
final class RowScan {
    private final RocksIterator cursor;
    private final RowCodec codec;
    private final ServiceName service;
    private final Optional<NodeId> node;
    private final long from;
    private final PageBuilder page;

    RowScan(
            RocksIterator cursor,
            RowCodec codec,
            ServiceName service,
            Optional<NodeId> node,
            long from,
            PageBuilder page) {
        this.cursor = cursor;
        this.codec = codec;
        this.service = service;
        this.node = node;
        this.from = from;
        this.page = page;
    }

    Page run() throws RocksDBException {
        int bucket = StoreKeys.bucket(from);
        while (page.takes(Math.max(from, bucket * StoreKeys.BUCKET_MILLIS))) {
            cursor.seek(StoreKeys.service(bucket, service.value(), ""));
            if (!cursor.isValid()) {
                break;
            }
            RowKey found = StoreKeys.row(cursor.key());
            if (found.bucket() > bucket) {
                bucket = found.bucket();
            } else {
                bucket(bucket);
                bucket++;
            }
        }
        cursor.status(); // an iterator stops silently at a damaged block; this throws
        return page.build();
    }

    private void bucket(int bucket) {
        int offset = (int) Math.max(0, from - bucket * StoreKeys.BUCKET_MILLIS);
        if (node.isPresent()) {
            cursor.seek(StoreKeys.row(bucket, service.value(), node.get().value(), offset));
        }
        while (cursor.isValid()) {
            RowKey key = StoreKeys.row(cursor.key());
            if (key.bucket() != bucket || !key.service().equals(service.value()) || !wanted(key)) {
                return;
            }
            if (key.offset() < offset) {
                cursor.seek(StoreKeys.row(bucket, key.service(), key.node(), offset));
            } else if (page.takes(key.tick())) {
                page.add(row(key));
                cursor.next();
            } else {
                cursor.seek(StoreKeys.service(bucket, key.service(), key.node()));
            }
        }
    }

    /** Rows of one tick of nodes after {@code afterNode}. */
    Page tick(String afterNode) throws RocksDBException {
        int bucket = StoreKeys.bucket(from);
        int offset = (int) (from % StoreKeys.BUCKET_MILLIS);
        cursor.seek(StoreKeys.service(bucket, service.value(), afterNode));
        while (cursor.isValid() && !page.cut()) {
            RowKey key = StoreKeys.row(cursor.key());
            if (key.bucket() != bucket || !key.service().equals(service.value())) {
                break;
            }
            if (key.offset() < offset) {
                cursor.seek(StoreKeys.row(bucket, key.service(), key.node(), offset));
            } else {
                if (key.offset() == offset) {
                    page.add(row(key));
                }
                cursor.seek(StoreKeys.service(bucket, key.service(), key.node()));
            }
        }
        cursor.status();
        return page.build();
    }

    private boolean wanted(RowKey key) {
        return node.isEmpty() || node.get().value().equals(key.node());
    }

    private Row row(RowKey key) {
        Instant tick = Instant.ofEpochMilli(key.tick());
        return new Row(service, new NodeId(key.node()), new Sample(tick, codec.decode(cursor.value())));
    }
}
