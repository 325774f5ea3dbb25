package io.flyball.policy.vertical;

import java.time.Instant;

/**
 * One peak to add to, or take back from, a histogram of memory peaks.
 *
 * @param add false = take back
 * @param at end of the interval that the peak belongs to
 */
public record HistogramChange(boolean add, long bytes, Instant at) {}
