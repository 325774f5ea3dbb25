package io.flyball.app;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A cache whose greatest size the service reads and sets itself. */
record Cache(LongSupplier current, LongConsumer set, LongSupplier size, Bounds bounds) implements CacheMXBean {
    @Override
    public long getValue() {
        return current.getAsLong();
    }

    @Override
    public void setValue(long value) {
        set.accept(bounds.check(value));
    }

    @Override
    public long getMin() {
        return bounds.min();
    }

    @Override
    public long getMax() {
        return bounds.max();
    }

    @Override
    public long getEffect() {
        return size.getAsLong();
    }
}
