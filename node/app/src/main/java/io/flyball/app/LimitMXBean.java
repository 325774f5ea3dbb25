package io.flyball.app;

/** A limit on concurrency offered as knob {@code app.<name>.limit}. */
public interface LimitMXBean {
    int getValue();

    /** Refused with {@link IllegalArgumentException} outside [min, max]. */
    void setValue(int value);

    int getMin();

    int getMax();

    /** Permits in use now; -1 where the service does not tell. */
    int getEffect();
}
