package io.flyball.protocol.codec;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * Primitives of frames, read with suspicion: every length and count is checked against the bytes that remain
 * before anything is allocated, so that a frame costs a small multiple of its own size at most.
 */
final class FrameReader {
    /** Reads one value; what it does not know at the end of its block is skipped by the caller. */
    @FunctionalInterface
    interface Reading<T> {
        T read(FrameReader in) throws MalformedFrameException;
    }

    private final byte[] bytes;
    private final boolean skipUnknown;
    private int position;
    private int limit;

    /** @param skipUnknown whether blocks may end in fields that this reader does not know: those of a newer writer */
    FrameReader(byte[] bytes, int from, int to, boolean skipUnknown) {
        this.bytes = bytes;
        this.position = from;
        this.limit = to;
        this.skipUnknown = skipUnknown;
    }

    int remaining() {
        return limit - position;
    }

    int u8(String thing) throws MalformedFrameException {
        need(thing, 1);
        return bytes[position++] & 0xFF;
    }

    int u32(String thing) throws MalformedFrameException {
        need(thing, 4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | bytes[position++] & 0xFF;
        }
        return value;
    }

    boolean flag(String thing) throws MalformedFrameException {
        int value = u8(thing);
        if (value > 1) {
            throw MalformedFrameException.of(thing, value, "0 or 1");
        }
        return value == 1;
    }

    long count(String thing) throws MalformedFrameException {
        long value = varint(thing);
        if (value < 0) {
            throw MalformedFrameException.of(thing, value, "0 or more");
        }
        return value;
    }

    /** A {@link #count} that fits an int and is at most {@code max}. */
    int index(String thing, int max) throws MalformedFrameException {
        long value = varint(thing);
        if (value < 0 || value > max) {
            throw MalformedFrameException.of(thing, Long.toUnsignedString(value), "0 to " + max);
        }
        return (int) value;
    }

    /** How many elements follow, each of {@code leastBytes} or more. */
    int elements(String thing, int max, int leastBytes) throws MalformedFrameException {
        int count = index(thing, max);
        if (count > remaining() / leastBytes) {
            throw MalformedFrameException.of(
                    thing, count + " elements", "at most what " + remaining() + " bytes can hold");
        }
        return count;
    }

    long number(String thing) throws MalformedFrameException {
        return Decimals.unzigzag(varint(thing));
    }

    int intNumber(String thing) throws MalformedFrameException {
        long value = number(thing);
        if (value != (int) value) {
            throw MalformedFrameException.of(thing, value, "an int");
        }
        return (int) value;
    }

    double decimal(String thing) throws MalformedFrameException {
        long packed = varint(thing);
        if (Decimals.isPacked(packed)) {
            return Decimals.unpack(packed);
        }
        if (packed != Decimals.RAW) {
            throw MalformedFrameException.of(thing, "0x" + Long.toHexString(packed), "a known form of decimal");
        }
        double value = Double.longBitsToDouble((long) u32(thing) << 32 | u32(thing) & 0xFFFFFFFFL);
        if (!Double.isFinite(value)) {
            throw MalformedFrameException.of(thing, value, "finite");
        }
        return value;
    }

    <E extends Enum<E>> E constant(String thing, StableEnum<E> numbers) throws MalformedFrameException {
        int number = u8(thing);
        return numbers.constant(number).orElseThrow(() -> MalformedFrameException.of(thing, number, numbers.range()));
    }

    String text(String thing, int leastBytes, int maxBytes) throws MalformedFrameException {
        int length = length(thing, maxBytes);
        if (length < leastBytes) {
            throw MalformedFrameException.of(thing, length + " bytes", "at least " + leastBytes);
        }
        try {
            String text = Text.decode(bytes, position, length);
            position += length;
            return text;
        } catch (CharacterCodingException e) {
            throw new MalformedFrameException(thing + ": must be UTF-8", e);
        }
    }

    /** @param leastBytes of one element, its length included */
    <T> List<T> list(String thing, int maxCount, int leastBytes, Reading<T> element) throws MalformedFrameException {
        int count = elements(thing, maxCount, leastBytes);
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(block(thing, element));
        }
        return items;
    }

    <T> T block(String thing, Reading<T> content) throws MalformedFrameException {
        int length = length(thing, Integer.MAX_VALUE);
        int outer = limit;
        limit = position + length;
        T value = content.read(this);
        end(thing);
        limit = outer;
        return value;
    }

    /** Skips to the limit what a newer writer appended. */
    void end(String thing) throws MalformedFrameException {
        if (!skipUnknown && position != limit) {
            throw MalformedFrameException.of(thing, remaining() + " bytes too many", "read to its end");
        }
        position = limit;
    }

    private long varint(String thing) throws MalformedFrameException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8(thing);
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (shift == 63 && next > 1) {
                    break;
                }
                return value;
            }
        }
        throw MalformedFrameException.of(thing, "a longer varint", "at most 64 bits");
    }

    /** Of bytes that are there. */
    private int length(String thing, int max) throws MalformedFrameException {
        long length = varint(thing);
        if (length < 0 || length > Math.min(max, remaining())) {
            throw MalformedFrameException.of(
                    thing,
                    Long.toUnsignedString(length) + " bytes",
                    "at most " + max + ", of which " + remaining() + " are left");
        }
        return (int) length;
    }

    private void need(String thing, int count) throws MalformedFrameException {
        if (count > remaining()) {
            throw MalformedFrameException.of(thing, remaining() + " bytes left", "at least " + count);
        }
    }
}
