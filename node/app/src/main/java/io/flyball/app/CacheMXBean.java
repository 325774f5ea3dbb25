package io.flyball.app;

/** The greatest size of a cache offered as knob {@code app.<name>.capacity}. */
public interface CacheMXBean {
    long getValue();

    /** Refused with {@link IllegalArgumentException} outside [min, max]. */
    void setValue(long value);

    long getMin();

    long getMax();

    /** Entries held now. */
    long getEffect();
}
