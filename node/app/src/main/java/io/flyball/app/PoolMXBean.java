package io.flyball.app;

/** A thread pool offered as knob {@code app.<name>.size}. */
public interface PoolMXBean {
    /** Most threads that the pool may run. */
    int getValue();

    /** Refused with {@link IllegalArgumentException} outside [min, max]. */
    void setValue(int value);

    int getMin();

    int getMax();

    /** Threads that exist now. */
    int getEffect();

    /** Threads that work now. */
    int getActive();

    /** Tasks that wait. */
    int getQueue();
}
