package io.flyball.simulator.bench;

import org.HdrHistogram.ConcurrentHistogram;

/** Times in microseconds, with three digits; a longer one than ten minutes counts as that. */
final class Latencies {
    private static final long LONGEST = 600_000_000;
    private static final double MICROS_PER_MILLI = 1000;

    private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST, 3);

    void add(long nanos) {
        micros.recordValue(Math.min(LONGEST, Math.max(0, nanos / 1000)));
    }

    long count() {
        return micros.getTotalCount();
    }

    /** Milliseconds below which {@code percent} of the times are. */
    double percentile(double percent) {
        return micros.getValueAtPercentile(percent) / MICROS_PER_MILLI;
    }

    double max() {
        return count() == 0 ? 0 : micros.getMaxValue() / MICROS_PER_MILLI;
    }

    void addTo(Findings findings, String name) {
        findings.add(Finding.of(name + ", p50", percentile(50), "ms"));
        findings.add(Finding.of(name + ", p95", percentile(95), "ms"));
        findings.add(Finding.of(name + ", p99", percentile(99), "ms"));
        findings.add(Finding.of(name + ", max", max(), "ms"));
    }
}
