package io.flyball.simulator.capacity;

import java.util.List;
import java.util.Optional;

/**
 * How many instances, with what, at what cost, and what gives way first.
 *
 * @param peak requests per second that it is for
 * @param instances what is proposed; where {@code sure} is LOW the upper end of the range, and no more than that
 * @param fewest and {@code most}: between these the truth lies as far as it is known
 * @param left instances that carry the peak when the spare ones are gone
 * @param utilization of each of these then
 * @param latencyMean and {@code latencyP99}: of these then, seconds; NaN where not known
 * @param threads empty where latency is not known; {@code heap} and {@code connections} the same with theirs
 * @param breaks first to give way first
 * @param doubled instances that twice the peak needs; 0 where no count carries it
 * @param rehearsal empty without a load over time
 * @param peakHour empty where latency is not known
 */
public record CapacityPlan(
        double peak,
        int instances,
        int fewest,
        int most,
        int left,
        double perInstance,
        double utilization,
        double latencyMean,
        double latencyP99,
        Optional<Pool> threads,
        Optional<Heap> heap,
        Optional<Pool> connections,
        List<Breaking> breaks,
        int doubled,
        Optional<Rehearsal> rehearsal,
        Optional<PeakHour> peakHour,
        List<Objective> objectives,
        Facts facts,
        Sure sure,
        List<String> because)
        implements CapacityAnswer {
    /** How far the numbers can be relied on. */
    public enum Sure {
        /** Every part was measured where it is used. */
        HIGH,
        /** Something was taken on a little, or stated instead of measured. */
        FAIR,
        /** A range, no number. */
        LOW
    }

    public CapacityPlan {
        breaks = List.copyOf(breaks);
        objectives = List.copyOf(objectives);
        because = List.copyOf(because);
    }
}
