package io.flyball.simulator.capacity;

/**
 * How long a request takes when it waits for no processor: a part that is always there and one that is exponential.
 *
 * <p>Example: mean 30 ms and p99 100 ms: spread (100 - 30) / (ln 100 - 1) = 19.4 ms, fixed 10.6 ms.
 *
 * @param fixed seconds, at least 0
 * @param spread mean of the exponential part, seconds, above 0
 */
public record ServiceTime(double fixed, double spread) {
    private static final double LN_100 = StrictMath.log(100);

    /** As spread as {@code spread} says, with this mean where it can have it. */
    static ServiceTime of(double mean, double spread) {
        return new ServiceTime(Math.max(0, mean - spread), spread);
    }

    /**
     * Where the 99th percentile is more than 4.6 times the mean there is no such time with both: then the tail is kept, and
     * the mean is higher than measured.
     *
     * @param mean seconds; NaN where it was not measured: all of it is exponential
     * @param p99 seconds; NaN where it was not measured: all of it is exponential
     */
    static ServiceTime of(double mean, double p99, boolean bothKnown) {
        if (!bothKnown) {
            return new ServiceTime(0, Double.isNaN(mean) ? p99 / LN_100 : mean);
        }
        double spread = Math.max(1e-9, (p99 - mean) / (LN_100 - 1));
        return spread <= mean ? of(mean, spread) : new ServiceTime(0, p99 / LN_100);
    }

    public double mean() {
        return fixed + spread;
    }

    public double p99() {
        return fixed + spread * LN_100;
    }
}
