package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows and decisions in RocksDB; the bytes are described in docs/internals/history.md. One batch is one synced write
 * to the log, so that it is there as a whole or not at all.
 *
 * <p>After a failed write RocksDB takes no more until it is opened again. This store then refuses appends, answers
 * reads, and {@link #recover} opens it again once there is room: for the log that has to be replayed and the reserve.
 */
final class RocksSampleStore implements SampleStore {
    private static final Logger LOG = LoggerFactory.getLogger(RocksSampleStore.class);
    private static final int DROPPED_AT_ONCE = 1_000;
    private static final int MOST_PROBES_SKIPPED = 30;

    private final Path directory;
    private final StoreOptions sizes;
    private final StoreRoom room;
    private RocksHandles handles;
    private MetricNames names;
    private RowCodec codec;
    private DecisionFamily decisions;
    private String id;
    /** Why no append can work before the database is opened again. */
    private Optional<String> broken = Optional.empty();

    private int failedRecoveries;
    private int probesToSkip;

    private RocksSampleStore(Path directory, StoreOptions sizes) {
        this.directory = directory;
        this.sizes = sizes;
        room = new StoreRoom(directory, sizes.reserveBytes());
    }

    /** Opens or makes the store; fails with what to do when the directory is damaged, in use or of another format. */
    static RocksSampleStore open(Path directory, StoreOptions sizes) {
        RocksSampleStore store = new RocksSampleStore(directory, sizes);
        try {
            Files.createDirectories(directory);
            store.adopt(RocksHandles.open(directory, sizes));
        } catch (RocksDBException e) {
            if (!RocksHandles.noSpace(e)) {
                throw store.cannotOpen(e);
            }
            store.broken = Optional.of(store.noRoom(e));
            store.openForReading(e);
        } catch (IOException e) {
            throw new StoreException("cannot make history directory " + directory, e);
        }
        return store;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void append(List<Row> rows, List<StoredDecision> newDecisions) {
        refuseWhereFull();
        try (WriteBatch batch = new WriteBatch()) {
            for (Row row : rows) {
                long tick = StoreKeys.tick(row.sample().at());
                byte[] key = StoreKeys.row(row.service(), row.node(), tick);
                batch.put(handles.hot(), key, codec.encode(row.sample().values()));
            }
            decisions.append(batch, newDecisions);
            StoreMeta.saveNames(batch, handles, names);
            handles.db.write(handles.synced, batch);
            names.saved();
        } catch (RocksDBException e) {
            throw refused(e);
        }
    }

    @Override
    public Page read(ServiceName service, Optional<NodeId> node, Instant from, Instant to, int limit, int maxBytes) {
        long first = Math.max(0, from.toEpochMilli());
        PageBuilder page = new PageBuilder(to.toEpochMilli(), limit, maxBytes);
        return scan(new Scan(service, node, first, page), RowScan::run);
    }

    @Override
    public Page readTick(ServiceName service, Instant tick, String afterNode, int maxBytes) {
        PageBuilder page = new PageBuilder(Long.MAX_VALUE, Integer.MAX_VALUE, maxBytes);
        return scan(new Scan(service, Optional.empty(), StoreKeys.tick(tick), page), scan -> scan.tick(afterNode));
    }

    @Override
    public List<StoredDecision> decisions(
            Optional<ServiceName> service, Optional<DecisionPosition> before, int limit, int maxBytes) {
        try {
            return opened(decisions).newestFirst(service, before, limit, maxBytes);
        } catch (RocksDBException e) {
            throw cannotRead(e);
        }
    }

    @Override
    public Optional<StoredDecision> decision(String wanted) {
        try {
            return opened(decisions).byId(wanted);
        } catch (RocksDBException e) {
            throw cannotRead(e);
        }
    }

    @Override
    public void dropBefore(Instant horizon) {
        if (broken.isPresent()) {
            return; // the next time will do
        }
        byte[] end = StoreKeys.bucketStart(StoreKeys.bucket(Math.max(0, horizon.toEpochMilli())));
        byte[] start = StoreKeys.bucketStart(0);
        try {
            if (holdsRowsBefore(end)) {
                dropRows(start, end);
            }
            boolean more = true;
            while (more) {
                try (WriteBatch batch = new WriteBatch()) {
                    more = decisions.dropBefore(batch, horizon, DROPPED_AT_ONCE);
                    handles.db.write(handles.synced, batch);
                }
            }
        } catch (RocksDBException e) {
            throw refused(e);
        }
    }

    private boolean holdsRowsBefore(byte[] end) throws RocksDBException {
        try (ReadOptions options = new ReadOptions();
                RocksIterator cursor = handles.db.newIterator(handles.hot(), options)) {
            cursor.seekToFirst();
            boolean older = cursor.isValid() && Arrays.compareUnsigned(cursor.key(), end) < 0;
            cursor.status();
            return older;
        }
    }

    /** Whole files first, which costs nothing; a range delete for what shares a file with later hours. */
    private void dropRows(byte[] start, byte[] end) throws RocksDBException {
        handles.db.deleteFilesInRanges(handles.hot(), List.of(start, end), false);
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            handles.db.deleteRange(handles.hot(), handles.synced, start, end);
            handles.db.flush(flush, handles.hot());
        }
    }

    @Override
    public void recover() {
        if (broken.isEmpty() || probesToSkip-- > 0 || room.missingToOpen().isPresent()) {
            return;
        }
        closeHandles();
        try {
            adopt(RocksHandles.open(directory, sizes));
            StoreMeta.probe(handles);
            broken = Optional.empty();
            failedRecoveries = 0;
            LOG.info("history in {} takes rows again", directory);
        } catch (RocksDBException e) {
            failedRecoveries++;
            probesToSkip = Math.min(MOST_PROBES_SKIPPED, 1 << Math.min(failedRecoveries, 5));
            LOG.warn("history in {} still takes no rows: {}", directory, e.getMessage());
            openForReading(e);
        }
    }

    @Override
    public void close() {
        closeHandles();
    }

    private void adopt(RocksHandles opened) throws RocksDBException {
        try {
            StoreMeta meta = StoreMeta.read(directory, opened);
            id = meta.id();
            names = meta.names();
            codec = new RowCodec(names);
            decisions = new DecisionFamily(opened);
        } catch (RocksDBException | RuntimeException e) {
            opened.close();
            throw e;
        }
        handles = opened;
    }

    /** What a read needs beyond the cursor. */
    private record Scan(ServiceName service, Optional<NodeId> node, long from, PageBuilder page) {}

    /** How a scan runs. */
    private interface Walk {
        Page over(RowScan scan) throws RocksDBException;
    }

    private Page scan(Scan wanted, Walk walk) {
        RocksHandles open = opened(handles);
        try (ReadOptions options = new ReadOptions();
                RocksIterator cursor = open.db.newIterator(open.hot(), options)) {
            return walk.over(new RowScan(cursor, codec, wanted.service(), wanted.node(), wanted.from(), wanted.page()));
        } catch (RocksDBException e) {
            throw cannotRead(e);
        }
    }

    private void refuseWhereFull() {
        Optional<String> missing = broken.isPresent() ? broken : room.missing();
        if (missing.isPresent()) {
            throw new NoRoomException(missing.get());
        }
    }

    private StoreException refused(RocksDBException failure) {
        String reason = RocksHandles.noSpace(failure)
                ? noRoom(failure)
                : "history in " + directory + " failed and takes no rows: " + failure.getMessage();
        if (broken.isEmpty()) {
            LOG.error("{}; appends are refused until it works again, reads go on", reason);
        }
        broken = Optional.of(reason);
        return RocksHandles.noSpace(failure) ? new NoRoomException(reason) : new StoreException(reason, failure);
    }

    private String noRoom(RocksDBException failure) {
        return "no room for history in " + directory + ": " + failure.getMessage();
    }

    private StoreException cannotRead(RocksDBException failure) {
        return new StoreException("cannot read history in " + directory + ": " + failure.getMessage(), failure);
    }

    private StoreException cannotOpen(RocksDBException failure) {
        String advice = RocksHandles.corruption(failure)
                ? "a file in it is damaged. Move the directory away and start again: this member then begins with"
                        + " an empty history, and what it had is read from the other copies"
                : "check that no other member uses it and that it can be written";
        return new StoreException(
                "cannot open history in " + directory + ": " + failure.getMessage() + ": " + advice, failure);
    }

    /** Reads go on as far as that is possible. */
    private void openForReading(RocksDBException cause) {
        try {
            adopt(RocksHandles.openReadOnly(directory, sizes));
        } catch (RocksDBException e) {
            handles = null;
            decisions = null;
            if (id == null) {
                cause.addSuppressed(e);
                throw new NoRoomException("cannot open history: " + noRoom(cause));
            }
        }
    }

    private <T> T opened(T part) {
        if (handles == null) {
            throw new StoreException("history in " + directory + " is closed"
                    + broken.map(why -> ": " + why).orElse(""));
        }
        return part;
    }

    private void closeHandles() {
        if (handles != null) {
            handles.close();
            handles = null;
            decisions = null;
        }
    }
}
