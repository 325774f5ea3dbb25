package io.flyball.policy.math;

/**
 * Autocorrelation of a series by two Fourier transforms (Wiener and Khinchin): O(n log n) for all lags at once.
 *
 * <p>Example: {@code (1, -1, 1, -1, ...)} has -1 at lag 1 and 1 at lag 2 when corrected for the shrinking overlap.
 */
public final class Autocorrelation {
    private Autocorrelation() {}

    /**
     * Correlation with itself at every lag from 0 to {@code maxLag}, each corrected for its overlap of n - lag pairs, in
     * [-1, 1]. All values must be finite, a constant series gives zeros.
     */
    public static double[] of(double[] values, int maxLag) {
        int n = values.length;
        double[] result = new double[Math.max(0, maxLag) + 1];
        if (n == 0) {
            return result;
        }
        int padded = Fourier.paddedLength(2 * n);
        double[] real = new double[padded];
        double[] imaginary = new double[padded];
        double mean = 0;
        for (double value : values) {
            mean += value / n;
        }
        for (int i = 0; i < n; i++) {
            real[i] = values[i] - mean;
        }
        Fourier.transform(real, imaginary);
        for (int i = 0; i < padded; i++) {
            real[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
            imaginary[i] = 0;
        }
        Fourier.transform(real, imaginary);
        double variance = real[0] / n;
        if (!(variance > 0)) {
            return result;
        }
        for (int lag = 0; lag <= maxLag && lag < n; lag++) {
            result[lag] = Math.max(-1, Math.min(1, real[lag] / (n - lag) / variance));
        }
        return result;
    }
}
