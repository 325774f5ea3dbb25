package io.flyball.protocol.model;

/**
 * A knob that one node was probed for.
 *
 * @param knob name, see {@link Knobs}
 * @param current value at the time of the probe, in {@code unit}
 * @param min lowest value that the agent's local envelope allows
 * @param max highest value that the agent's local envelope allows
 * @param unit {@code threads, connections, bytes, percent, ms, permits, entries} or {@code action}
 * @param available whether the node proved able to turn it
 * @param note why it is unavailable, or which evidence proves an effect
 */
public record Capability(String knob, long current, long min, long max, String unit, boolean available, String note) {

    public boolean allows(long value) {
        return available && value >= min && value <= max;
    }
}
