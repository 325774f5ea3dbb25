package io.flyball.protocol.codec;

/**
 * Doubles with few digits as one small number: {@code value = mantissa / 10^scale} becomes
 * {@code zigzag(mantissa) << 4 | scale}, so that 412.5 takes 3 bytes as a varint where the bits take 8.
 *
 * <p>Exact: a value is packed only when unpacking gives back the very same bits, hence never for -0.0, NaN or
 * infinities. What does not pack travels as {@link #RAW} followed by its 8 bytes.
 */
final class Decimals {
    /** Stands for "the next 8 bytes are the value". */
    static final long RAW = 15;

    private static final int SCALE_BITS = 4;
    private static final int SCALE_MASK = (1 << SCALE_BITS) - 1;

    /** Above this a packed value takes as many bytes as a raw one. */
    private static final double MAX_MANTISSA = 1L << 51;

    /** Powers of ten up to 10^22 are exact doubles, so that one division is rounded once. */
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private Decimals() {}

    /** The packed value, or {@link #RAW}. */
    static long pack(double value) {
        for (int scale = 0; scale < POWERS.length; scale++) {
            double mantissa = Math.rint(value * POWERS[scale]);
            if (!(Math.abs(mantissa) < MAX_MANTISSA)) {
                return RAW;
            }
            if (Double.doubleToRawLongBits((long) mantissa / POWERS[scale]) == Double.doubleToRawLongBits(value)) {
                return zigzag((long) mantissa) << SCALE_BITS | scale;
            }
        }
        return RAW;
    }

    /** False when no value packs to this number, {@link #RAW} included. */
    static boolean isPacked(long packed) {
        return (packed & SCALE_MASK) < POWERS.length;
    }

    static double unpack(long packed) {
        return unzigzag(packed >>> SCALE_BITS) / POWERS[(int) (packed & SCALE_MASK)];
    }

    /** Small numbers of either sign to small numbers: 0, -1, 1, -2 to 0, 1, 2, 3. */
    static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    static long unzigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }
}
