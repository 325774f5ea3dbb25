package io.flyball.policy.limit;

/**
 * Average that forgets: the plain mean of the first {@code warmup} samples, then {@code value + 2/(window+1) x (sample -
 * value)}.
 *
 * <p>Example, window 100, warm-up 10, ten samples 10 to 19: 14.5; then 100: 14.5 x 99/101 + 100 x 2/101 = 16.19.
 */
public record ExponentialAverage(int window, int warmup, double value, double sum, int count) {
    public static ExponentialAverage of(int window, int warmup) {
        return new ExponentialAverage(window, warmup, 0, 0, 0);
    }

    public ExponentialAverage add(double sample) {
        if (count < warmup) {
            double total = sum + sample;
            return new ExponentialAverage(window, warmup, total / (count + 1), total, count + 1);
        }
        double factor = 2.0 / (window + 1);
        return scaled(value * (1 - factor) + sample * factor);
    }

    /** The same, at another value. */
    ExponentialAverage scaled(double to) {
        return new ExponentialAverage(window, warmup, to, sum, count);
    }
}
