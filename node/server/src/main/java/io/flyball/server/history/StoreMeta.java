package io.flyball.server.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** The column family that says what a store is: its format, its id, and the numbers of metric names. */
record StoreMeta(String id, MetricNames names) {
    private static final byte[] FORMAT_KEY = ascii("format");
    private static final byte[] STORE_KEY = ascii("store");
    private static final byte[] PROBE_KEY = ascii("probe");
    private static final byte METRIC = 'm';
    private static final byte FORMAT = 1;

    /** Makes the identity of a new store; refuses one of another format. */
    static StoreMeta read(Path directory, RocksHandles opened) throws RocksDBException {
        byte[] format = opened.db.get(opened.meta(), FORMAT_KEY);
        if (format == null) {
            makeIdentity(opened);
        } else if (format[0] != FORMAT) {
            throw new StoreException("cannot open history in " + directory + ": format = " + format[0] + ": must be "
                    + FORMAT + ". It was written by another version of Flyball; start that one,"
                    + " or move the directory away");
        }
        String id = new String(opened.db.get(opened.meta(), STORE_KEY), StandardCharsets.US_ASCII);
        return new StoreMeta(id, loadNames(opened));
    }

    /** Names that got their numbers since the last save; they count once {@code batch} is written. */
    static void saveNames(WriteBatch batch, RocksHandles handles, MetricNames names) throws RocksDBException {
        for (int number = names.unsaved(); number < names.size(); number++) {
            byte[] key = ByteBuffer.allocate(5).put(METRIC).putInt(number).array();
            batch.put(handles.meta(), key, names.name(number).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Shows that the store takes writes. */
    static void probe(RocksHandles handles) throws RocksDBException {
        handles.db.put(handles.meta(), handles.synced, PROBE_KEY, new byte[] {FORMAT});
    }

    private static void makeIdentity(RocksHandles opened) throws RocksDBException {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        try (WriteBatch batch = new WriteBatch()) {
            batch.put(opened.meta(), FORMAT_KEY, new byte[] {FORMAT});
            batch.put(opened.meta(), STORE_KEY, ascii(HexFormat.of().formatHex(random)));
            opened.db.write(opened.synced, batch);
        }
    }

    private static MetricNames loadNames(RocksHandles opened) throws RocksDBException {
        MetricNames loaded = new MetricNames();
        try (ReadOptions options = new ReadOptions();
                RocksIterator cursor = opened.db.newIterator(opened.meta(), options)) {
            cursor.seek(new byte[] {METRIC});
            while (cursor.isValid() && cursor.key()[0] == METRIC && cursor.key().length == 5) {
                int number = ByteBuffer.wrap(cursor.key()).getInt(1);
                loaded.load(number, new String(cursor.value(), StandardCharsets.UTF_8));
                cursor.next();
            }
            cursor.status();
        }
        return loaded;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
