package io.flyball.simulator.fleet;

import org.HdrHistogram.ConcurrentHistogram;

/** Times in microseconds, with three digits; a longer one than ten minutes counts as that. */
public final class Latencies {
    private static final long LONGEST = 600_000_000;
    private static final double MICROS_PER_MILLI = 1000;

    private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST, 3);

    public void add(long nanos) {
        micros.recordValue(Math.min(LONGEST, Math.max(0, nanos / 1000)));
    }

    public long count() {
        return micros.getTotalCount();
    }

    /** Milliseconds below which {@code percent} of the times are. */
    public double percentile(double percent) {
        return micros.getValueAtPercentile(percent) / MICROS_PER_MILLI;
    }

    public double max() {
        return count() == 0 ? 0 : micros.getMaxValue() / MICROS_PER_MILLI;
    }
}
