package io.flyball.server.history;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Keys as bytes, so made that their unsigned byte order is the order in which they are read.
 *
 * <pre>
 * hot        bucket(4) service 0 node 0 offset(4)          bucket: hours since 1970, offset: milliseconds in it
 * decisions  'd' id
 *            'a' ~millis(8) ~number(8) id                  all services, newest first
 *            's' service 0 ~millis(8) ~number(8) id        one service, newest first
 * </pre>
 *
 * Time comes first: old hours lie in files of their own, which retention drops whole. In an hour the ticks of a node
 * lie together, so that one node over a range is one seek per hour and a service is one seek per node and hour.
 */
final class StoreKeys {
    static final long BUCKET_MILLIS = 3_600_000;
    /** 9999-12-31: whatever lies beyond is a broken clock. */
    private static final long LAST_TICK = 253_402_214_400_000L;

    private StoreKeys() {}

    /** A row's key in parts. */
    record RowKey(int bucket, String service, String node, int offset) {
        long tick() {
            return bucket * BUCKET_MILLIS + offset;
        }
    }

    /** Refuses ticks that the key cannot hold. */
    static long tick(Instant at) {
        long millis = at.toEpochMilli();
        if (millis < 0 || millis > LAST_TICK) {
            throw new IllegalArgumentException("tick = " + at + ": must be between 1970 and 9999");
        }
        return millis;
    }

    static int bucket(long tick) {
        return (int) (tick / BUCKET_MILLIS);
    }

    static byte[] bucketStart(int bucket) {
        return ByteBuffer.allocate(4).putInt(bucket).array();
    }

    static byte[] row(ServiceName service, NodeId node, long tick) {
        return row(bucket(tick), service.value(), node.value(), (int) (tick % BUCKET_MILLIS));
    }

    static byte[] row(int bucket, String service, String node, int offset) {
        byte[] name = ascii(service);
        byte[] owner = ascii(node);
        return ByteBuffer.allocate(4 + name.length + 1 + owner.length + 1 + 4)
                .putInt(bucket)
                .put(name)
                .put((byte) 0)
                .put(owner)
                .put((byte) 0)
                .putInt(offset)
                .array();
    }

    /** The first key of a service in a bucket, of nodes after {@code afterNode}. */
    static byte[] service(int bucket, String service, String afterNode) {
        byte[] name = ascii(service);
        byte[] after = ascii(afterNode);
        ByteBuffer key = ByteBuffer.allocate(4 + name.length + 1 + after.length + (after.length == 0 ? 0 : 1));
        key.putInt(bucket).put(name).put((byte) 0).put(after);
        if (after.length > 0) {
            key.put((byte) 1); // behind every tick of that node, before every longer name
        }
        return key.array();
    }

    static RowKey row(byte[] key) {
        int serviceEnd = zero(key, 4);
        int nodeEnd = zero(key, serviceEnd + 1);
        ByteBuffer fixed = ByteBuffer.wrap(key);
        return new RowKey(
                fixed.getInt(0),
                new String(key, 4, serviceEnd - 4, StandardCharsets.US_ASCII),
                new String(key, serviceEnd + 1, nodeEnd - serviceEnd - 1, StandardCharsets.US_ASCII),
                fixed.getInt(nodeEnd + 1));
    }

    static byte[] decision(String id) {
        byte[] text = ascii(id);
        return ByteBuffer.allocate(1 + text.length).put((byte) 'd').put(text).array();
    }

    static byte[] decisionOfAll(DecisionPosition position) {
        return decisionTime(new byte[] {'a'}, position);
    }

    static byte[] decisionOf(ServiceName service, DecisionPosition position) {
        return decisionTime(decisionPrefix(service), position);
    }

    static byte[] decisionPrefix(ServiceName service) {
        byte[] name = ascii(service.value());
        return ByteBuffer.allocate(2 + name.length)
                .put((byte) 's')
                .put(name)
                .put((byte) 0)
                .array();
    }

    /** Position in an index key whose prefix has {@code prefixLength} bytes. */
    static DecisionPosition position(byte[] key, int prefixLength) {
        long millis = ~ByteBuffer.wrap(key).getLong(prefixLength) ^ Long.MIN_VALUE;
        int id = prefixLength + 16;
        return new DecisionPosition(millis, new String(key, id, key.length - id, StandardCharsets.US_ASCII));
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        if (key.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (key[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] decisionTime(byte[] prefix, DecisionPosition position) {
        byte[] id = ascii(position.id());
        return ByteBuffer.allocate(prefix.length + 16 + id.length)
                .put(prefix)
                .putLong(~(position.atMillis() ^ Long.MIN_VALUE))
                .putLong(~(position.number() ^ Long.MIN_VALUE))
                .put(id)
                .array();
    }

    private static int zero(byte[] key, int from) {
        for (int i = from; i < key.length; i++) {
            if (key[i] == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("key of " + key.length + " bytes: must hold service and node");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
