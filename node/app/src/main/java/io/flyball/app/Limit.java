package io.flyball.app;

import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/** A limit whose value the service reads and sets itself. */
record Limit(IntSupplier current, IntConsumer set, IntSupplier used, Bounds bounds) implements LimitMXBean {
    static final int UNKNOWN = -1;

    @Override
    public int getValue() {
        return current.getAsInt();
    }

    @Override
    public void setValue(int value) {
        set.accept((int) bounds.check(value));
    }

    @Override
    public int getMin() {
        return (int) bounds.min();
    }

    @Override
    public int getMax() {
        return (int) bounds.max();
    }

    @Override
    public int getEffect() {
        return used.getAsInt();
    }
}
