package io.flyball.protocol.codec;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Primitives of frames, written to a buffer that grows up to a limit. What breaks a rule of the format is the
 * caller's mistake: {@link IllegalArgumentException}.
 */
final class FrameWriter {
    private final int max;
    private byte[] bytes = new byte[256];
    private int size;

    FrameWriter(int max) {
        this.max = max;
    }

    int size() {
        return size;
    }

    /** The buffer itself; only the first {@link #size()} bytes count. */
    byte[] buffer() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void u32(int value) {
        room(4);
        putU32(size, value);
        size += 4;
    }

    void putU32(int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> 24 - 8 * i);
        }
    }

    void flag(boolean value) {
        u8(value ? 1 : 0);
    }

    /** Seven bits per byte, lowest first, for numbers from 0. */
    void count(String thing, long value) {
        require(value >= 0, thing, value, "at least", 0);
        varint(value);
    }

    /** Any number; small ones of either sign are short. */
    void number(long value) {
        varint(Decimals.zigzag(value));
    }

    /** A finite number, exactly. */
    void decimal(String thing, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(thing + " = " + value + ": must be finite");
        }
        long packed = Decimals.pack(value);
        varint(packed);
        if (packed == Decimals.RAW) {
            long bits = Double.doubleToRawLongBits(value);
            u32((int) (bits >>> 32));
            u32((int) bits);
        }
    }

    void constant(StableEnum<?> numbers, Object constant) {
        u8(numbers.number(constant));
    }

    /** An identifier: too short or too long is an error. */
    void name(String thing, String value, int leastBytes, int maxBytes) {
        byte[] utf8 = Text.encode(value);
        require(utf8.length >= leastBytes, thing, utf8.length, "bytes, at least", leastBytes);
        require(utf8.length <= maxBytes, thing, utf8.length, "bytes, at most", maxBytes);
        text(utf8, utf8.length);
    }

    /** Words for people: too long is cut, for no report should fail over its wording. */
    void prose(String value, int maxBytes) {
        byte[] utf8 = Text.encode(value);
        text(utf8, Text.cut(utf8, maxBytes));
    }

    /** A count, then each element as a {@link #block}. */
    <T> void list(String thing, List<T> items, int maxCount, BiConsumer<FrameWriter, T> element) {
        require(items.size() <= maxCount, thing, items.size(), "elements, at most", maxCount);
        varint(items.size());
        for (T item : items) {
            block(item, element);
        }
    }

    /** The content preceded by its length, so that an older reader can skip what a newer writer appends. */
    <T> void block(T item, BiConsumer<FrameWriter, T> content) {
        int start = size;
        content.accept(this, item);
        int length = size - start;
        varint(length); // only for its width
        int width = size - start - length;
        System.arraycopy(bytes, start, bytes, start + width, length);
        size = start;
        varint(length);
        size = start + width + length;
    }

    void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void text(byte[] utf8, int length) {
        varint(length);
        room(length); // first: it may replace the buffer
        System.arraycopy(utf8, 0, bytes, size, length);
        size += length;
    }

    private void room(int needed) {
        if (bytes.length - size < needed) {
            require(needed <= max - size, "frame bytes", (long) size + needed, "at most", max);
            bytes = Arrays.copyOf(bytes, Math.min(max, Math.max(size + needed, 2 * bytes.length)));
        }
    }

    private static void require(boolean holds, String thing, long value, String bound, long limit) {
        if (!holds) {
            throw new IllegalArgumentException(thing + " = " + value + ": must be " + bound + " " + limit);
        }
    }
}
