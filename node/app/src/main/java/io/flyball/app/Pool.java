package io.flyball.app;

import java.util.concurrent.ThreadPoolExecutor;

/**
 * Resizes a {@link ThreadPoolExecutor}.
 *
 * <p>Such a pool starts threads beyond its core size only when its queue refuses a task. Where it never does (the
 * queue is unbounded) or core and maximum were equal, both follow the value; otherwise the maximum does, and the core
 * size is lowered only where it would exceed the maximum, and raised again to at most what it was.
 */
final class Pool implements PoolMXBean {
    private final ThreadPoolExecutor executor;
    private final Bounds bounds;
    private final int core;
    private final boolean together;

    Pool(ThreadPoolExecutor executor, Bounds bounds) {
        this.executor = executor;
        this.bounds = bounds;
        this.core = executor.getCorePoolSize();
        this.together =
                core == executor.getMaximumPoolSize() || executor.getQueue().remainingCapacity() == Integer.MAX_VALUE;
    }

    @Override
    public int getValue() {
        return together ? executor.getCorePoolSize() : executor.getMaximumPoolSize();
    }

    /** The executor refuses core > maximum at every moment: raise the maximum first, lower the core size first. */
    @Override
    public synchronized void setValue(int value) {
        int size = (int) bounds.check(value);
        int wantedCore = together ? size : Math.min(core, size);
        if (size >= executor.getMaximumPoolSize()) {
            executor.setMaximumPoolSize(size);
            executor.setCorePoolSize(wantedCore);
        } else {
            executor.setCorePoolSize(wantedCore);
            executor.setMaximumPoolSize(size);
        }
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
        return executor.getPoolSize();
    }

    @Override
    public int getActive() {
        return executor.getActiveCount();
    }

    @Override
    public int getQueue() {
        return executor.getQueue().size();
    }
}
