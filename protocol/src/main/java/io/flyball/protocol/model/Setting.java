package io.flyball.protocol.model;

/**
 * A knob and its value. Every knob is an integer in the unit its {@link Capability} names; action
 * knobs ({@link Knobs#GC_RUN}, {@link Knobs#NATIVE_TRIM}) take 1.
 */
public record Setting(String knob, long value) {
    public Setting {
        if (knob == null || knob.isEmpty() || knob.length() > 128) {
            throw new IllegalArgumentException("knob = '" + knob + "': must be 1 to 128 characters");
        }
    }

    @Override
    public String toString() {
        return knob + "=" + value;
    }
}
