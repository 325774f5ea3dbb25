package io.flyball.server.history;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The values of one row as bytes, exactly: what comes back has the same bits.
 *
 * <pre>
 * count varint, then per value, in the order of metric numbers:
 *   head varint = (number - number before) &lt;&lt; 2 | form
 *   form 0: 8 bytes of the double, big-endian
 *   form 1, 2, 3: zigzag varint n; the value is n, n / 1,000, n / 1,000,000
 * </pre>
 *
 * Most metrics are counts or decimals, so most values take 2 to 5 bytes.
 */
final class RowCodec {
    private static final double[] SCALES = {1, 1e3, 1e6};
    private static final int RAW = 0;
    /** Below it every whole number is a double, and the varint is shorter than the raw form. */
    private static final double LARGEST = 1L << 48;

    private final MetricNames names;
    private ByteBuffer buffer = ByteBuffer.allocate(1024);
    private long[] columns = new long[64];

    RowCodec(MetricNames names) {
        this.names = names;
    }

    /** Values whose name the dictionary refuses are left out. */
    byte[] encode(Map<String, Double> values) {
        int count = number(values);
        int room = 5 + count * 15;
        if (buffer.capacity() < room) {
            buffer = ByteBuffer.allocate(room * 2);
        }
        buffer.clear();
        varint(count);
        int before = 0;
        for (int i = 0; i < count; i++) {
            int number = (int) columns[i];
            value(number - before, values.get(names.name(number)));
            before = number;
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    Map<String, Double> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            int count = (int) varint(in);
            if (count < 0 || count > bytes.length) {
                throw new StoreException("row of " + bytes.length + " bytes: cannot hold " + count + " values");
            }
            Map<String, Double> values = new HashMap<>(count * 2);
            int number = 0;
            for (int i = 0; i < count; i++) {
                long head = varint(in);
                number += (int) (head >>> 2);
                values.put(names.name(number), value(in, (int) (head & 3)));
            }
            return values;
        } catch (BufferUnderflowException e) {
            throw new StoreException("row of " + bytes.length + " bytes: must not end inside a value", e);
        }
    }

    private int number(Map<String, Double> values) {
        if (columns.length < values.size()) {
            columns = new long[values.size() * 2];
        }
        int count = 0;
        for (String name : values.keySet()) {
            OptionalInt number = names.number(name);
            if (number.isPresent()) {
                columns[count++] = number.getAsInt();
            }
        }
        Arrays.sort(columns, 0, count);
        return count;
    }

    private void value(int step, double value) {
        for (int i = 0; i < SCALES.length; i++) {
            double scaled = Math.rint(value * SCALES[i]);
            if (Math.abs(scaled) < LARGEST && same(scaled / SCALES[i], value)) {
                long whole = (long) scaled;
                if (same(whole / SCALES[i], value)) { // not -0.0, which a long cannot hold
                    varint((long) step << 2 | i + 1);
                    varint(whole << 1 ^ whole >> 63);
                    return;
                }
            }
        }
        varint((long) step << 2 | RAW);
        buffer.putDouble(value);
    }

    private static double value(ByteBuffer in, int form) {
        if (form == RAW) {
            return in.getDouble();
        }
        long zigzag = varint(in);
        return (zigzag >>> 1 ^ -(zigzag & 1)) / SCALES[form - 1];
    }

    private static boolean same(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer.put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new StoreException("number in a row: must end within 10 bytes");
    }
}
