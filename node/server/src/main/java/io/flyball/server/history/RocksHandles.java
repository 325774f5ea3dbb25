package io.flyball.server.history;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/**
 * One open database with everything native that belongs to it. Closed in the only order that does not crash the
 * process: column families, database, then the options and the cache it was opened with.
 */
final class RocksHandles implements AutoCloseable {
    static {
        RocksDB.loadLibrary(); // before the first native object, e.g. in a field below
    }

    private final LRUCache cache;
    private final ColumnFamilyOptions family;
    private final DBOptions options;
    private final List<ColumnFamilyHandle> families = new ArrayList<>();
    final WriteOptions synced = new WriteOptions().setSync(true);
    final RocksDB db;

    private RocksHandles(Path directory, StoreOptions sizes, boolean readOnly) throws RocksDBException {
        cache = new LRUCache(sizes.cacheBytes());
        family = family(sizes);
        options = options(sizes);
        List<ColumnFamilyDescriptor> wanted = new ArrayList<>();
        for (String name : List.of("default", "hot", "meta", "decisions")) {
            wanted.add(new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.US_ASCII), family));
        }
        try {
            db = readOnly
                    ? RocksDB.openReadOnly(options, directory.toString(), wanted, families)
                    : RocksDB.open(options, directory.toString(), wanted, families);
        } catch (RocksDBException e) {
            closeSettings();
            throw e;
        }
    }

    static RocksHandles open(Path directory, StoreOptions sizes) throws RocksDBException {
        return new RocksHandles(directory, sizes, false);
    }

    static RocksHandles openReadOnly(Path directory, StoreOptions sizes) throws RocksDBException {
        return new RocksHandles(directory, sizes, true);
    }

    ColumnFamilyHandle hot() {
        return families.get(1);
    }

    ColumnFamilyHandle meta() {
        return families.get(2);
    }

    ColumnFamilyHandle decisions() {
        return families.get(3);
    }

    static boolean noSpace(RocksDBException failure) {
        Status status = failure.getStatus();
        return status != null && status.getSubCode() == Status.SubCode.NoSpace
                || String.valueOf(failure.getMessage()).contains("No space left");
    }

    static boolean corruption(RocksDBException failure) {
        Status status = failure.getStatus();
        return status != null && status.getCode() == Status.Code.Corruption
                || String.valueOf(failure.getMessage()).contains("orruption");
    }

    @Override
    public void close() {
        families.forEach(ColumnFamilyHandle::close);
        db.close();
        closeSettings();
    }

    private void closeSettings() {
        synced.close();
        options.close();
        family.close();
        cache.close();
    }

    /** A damaged log is refused, not cut short in silence: only a torn tail, which nobody was told of, may go. */
    private static DBOptions options(StoreOptions sizes) {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setDbWriteBufferSize(2 * sizes.writeBufferBytes())
                .setMaxTotalWalSize(4 * sizes.writeBufferBytes())
                .setMaxOpenFiles(256)
                .setKeepLogFileNum(2)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
    }

    private ColumnFamilyOptions family(StoreOptions sizes) {
        return new ColumnFamilyOptions()
                .setWriteBufferSize(sizes.writeBufferBytes())
                .setCompressionType(CompressionType.ZSTD_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(16 << 10)
                        .setCacheIndexAndFilterBlocks(true));
    }
}
