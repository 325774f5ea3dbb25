package io.flyball.policy.math;

/**
 * Fast Fourier transform by Cooley and Tukey, in place, for lengths that are powers of two.
 *
 * <p>Example: the transform of {@code (1, 0, 0, 0)} is {@code (1, 1, 1, 1)}.
 */
public final class Fourier {
    private Fourier() {}

    /** The least power of two that is at least {@code length}. */
    public static int paddedLength(int length) {
        return length <= 1 ? 1 : Integer.highestOneBit(length - 1) << 1;
    }

    /** Transforms; both parts have the same length, a power of two. */
    public static void transform(double[] real, double[] imaginary) {
        int n = real.length;
        if (n == 0 || Integer.bitCount(n) != 1 || imaginary.length != n) {
            throw new IllegalArgumentException("length = " + n + ": must be a power of two, both parts alike");
        }
        reorder(real, imaginary);
        for (int size = 2; size <= n; size <<= 1) {
            pass(real, imaginary, size);
        }
    }

    private static void reorder(double[] real, double[] imaginary) {
        int n = real.length;
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
    }

    private static void pass(double[] real, double[] imaginary, int size) {
        int half = size / 2;
        for (int k = 0; k < half; k++) {
            double angle = -2 * Math.PI * k / size;
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            for (int i = k; i < real.length; i += size) {
                double re = real[i + half] * cos - imaginary[i + half] * sin;
                double im = real[i + half] * sin + imaginary[i + half] * cos;
                real[i + half] = real[i] - re;
                imaginary[i + half] = imaginary[i] - im;
                real[i] += re;
                imaginary[i] += im;
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }
}
