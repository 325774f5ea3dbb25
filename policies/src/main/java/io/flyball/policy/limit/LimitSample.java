package io.flyball.policy.limit;

/**
 * One request, or one window of them.
 *
 * @param startNanos when it began, on any clock that does not go back
 * @param rttNanos how long it took
 * @param inflight requests inside when it ended
 * @param dropped it was refused or timed out
 */
public record LimitSample(long startNanos, long rttNanos, int inflight, boolean dropped) {
    /** For limits that do not look at the time. */
    public static LimitSample of(long rttNanos, int inflight, boolean dropped) {
        return new LimitSample(0, rttNanos, inflight, dropped);
    }

    long endNanos() {
        return startNanos + rttNanos;
    }
}
