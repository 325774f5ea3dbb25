package io.flyball.app;

import java.util.concurrent.Semaphore;

/**
 * A semaphore whose number of permits can change while it is in use. After shrinking below the permits in use no new
 * one is given until enough came back: with 8 in use and a limit of 5, three have to be released first.
 */
public final class ResizableSemaphore extends Semaphore {
    private static final long serialVersionUID = 1L;

    private int limit;

    public ResizableSemaphore(int limit) {
        this(limit, false);
    }

    public ResizableSemaphore(int limit, boolean fair) {
        super(positive(limit), fair);
        this.limit = limit;
    }

    public synchronized int limit() {
        return limit;
    }

    public synchronized void resize(int newLimit) {
        int more = positive(newLimit) - limit;
        if (more > 0) {
            release(more);
        } else {
            reducePermits(-more);
        }
        limit = newLimit;
    }

    /** Permits that were acquired and not released yet. */
    public synchronized int used() {
        return Math.max(0, limit - availablePermits());
    }

    private static int positive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit = " + limit + ": must be at least 1");
        }
        return limit;
    }
}
