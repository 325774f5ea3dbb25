package io.flyball.policy.capacity;

import java.time.Duration;

/**
 * How capacity is learned.
 *
 * @param target the load signal at which an instance is full: utilization in [0, 1], or latency in seconds
 * @param signal what {@code target} is
 * @param settle points this soon after a change of the count are of instances that start, and not learned from
 * @param block length of the first blocks of time; it doubles as memory fills up
 * @param longestBlock the memory reaches back {@value CapacityMemory#BLOCKS} of these
 * @param leastPoints below that many there is no answer
 * @param widest interval, as a share of the estimate, that still is an answer
 */
public record CapacitySettings(
        double target,
        Signal signal,
        Duration settle,
        Duration block,
        Duration longestBlock,
        int leastPoints,
        double widest) {
    /** 60 % utilization; two minutes of start-up; 48 hours of memory. */
    public static final CapacitySettings DEFAULTS = new CapacitySettings(
            0.6, Signal.UTILIZATION, Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofHours(2), 30, 0.3);

    /** What tells how full an instance is. */
    public enum Signal {
        /** Share of a resource in use; rises in a line with throughput. */
        UTILIZATION,
        /**
         * Response time; {@code 1/R = 1/S - x/(S c)} falls in a line with throughput x for service time S and limit c
         * of an M/M/1 queue.
         */
        LATENCY;

        /** The value that is linear in throughput. */
        double linear(double value) {
            return this == LATENCY ? 1 / value : value;
        }
    }

    public CapacitySettings at(double otherTarget, Signal otherSignal) {
        return new CapacitySettings(otherTarget, otherSignal, settle, block, longestBlock, leastPoints, widest);
    }
}
