package io.flyball.server.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A small table of texts to bytes on disk. {@link #put} returns after fsync. A torn end of the log, the trace of a crash,
 * is cut off at the next start; any other damage refuses to open, since a table that silently lost entries would let
 * planners go back to terms they had left.
 */
final class RocksControlTable implements AutoCloseable {
    private static final long WRITE_BUFFER_BYTES = 4L << 20;

    static {
        RocksDB.loadLibrary();
    }

    private final Options options;
    private final WriteOptions synced;
    private final RocksDB db;

    private RocksControlTable(Options options, WriteOptions synced, RocksDB db) {
        this.options = options;
        this.synced = synced;
        this.db = db;
    }

    static RocksControlTable open(Path directory) throws IOException {
        Options options = new Options()
                .setCreateIfMissing(true)
                .setParanoidChecks(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxOpenFiles(64)
                .setKeepLogFileNum(2)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
        try {
            Files.createDirectories(directory);
            RocksDB db = RocksDB.open(options, directory.toString());
            return new RocksControlTable(options, new WriteOptions().setSync(true), db);
        } catch (RocksDBException e) {
            options.close();
            throw new IOException("cannot open control state in " + directory + ": " + e.getMessage(), e);
        } catch (IOException e) {
            options.close();
            throw e;
        }
    }

    /** All or none; on disk when it returns. */
    void put(Map<String, byte[]> entries) throws IOException {
        try (WriteBatch batch = new WriteBatch()) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                batch.put(entry.getKey().getBytes(StandardCharsets.UTF_8), entry.getValue());
            }
            db.write(synced, batch);
        } catch (RocksDBException e) {
            throw new IOException("cannot write control state: " + e.getMessage(), e);
        }
    }

    void forEach(BiConsumer<String, byte[]> visitor) throws IOException {
        try (var cursor = db.newIterator()) {
            for (cursor.seekToFirst(); cursor.isValid(); cursor.next()) {
                visitor.accept(new String(cursor.key(), StandardCharsets.UTF_8), cursor.value());
            }
            cursor.status(); // an iterator stops silently at a corrupt block; this throws
        } catch (RocksDBException e) {
            throw new IOException("cannot read control state: " + e.getMessage(), e);
        }
    }

    /** Reads every block of every file. */
    void verify() throws IOException {
        try {
            db.verifyChecksum();
        } catch (RocksDBException e) {
            throw new IOException("control state is damaged: " + e.getMessage(), e);
        }
        forEach((key, value) -> {});
    }

    /** Database first: the options it was opened with must stay valid until then. */
    @Override
    public void close() {
        db.close();
        synced.close();
        options.close();
    }
}
