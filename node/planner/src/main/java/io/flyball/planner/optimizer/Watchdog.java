package io.flyball.planner.optimizer;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells when a call is late. A deadline is counted in slices, each begun when the one before was seen to end: a process
 * that slept for a minute, or a long collection, costs the call one slice and not its life.
 */
final class Watchdog implements AutoCloseable {
    private static final int SLICES = 5;

    private final ScheduledThreadPoolExecutor timer;

    Watchdog() {
        this.timer = new ScheduledThreadPoolExecutor(1, body -> {
            Thread thread = new Thread(body, "flyball-optimizer-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // the member stops
    }

    /** @param onLate runs once, on the watchdog's thread, unless the watch ended before */
    Watch start(Duration deadline, Runnable onLate) {
        Watch watch = new Watch(Math.max(1, deadline.toNanos() / SLICES), onLate);
        watch.arm();
        return watch;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One call under watch. After {@link #end} returned, {@code onLate} neither runs nor will. */
    final class Watch {
        private final long slice;
        private final Runnable onLate;
        private int left = SLICES;
        private boolean ended;
        private boolean late;
        private ScheduledFuture<?> next;

        private Watch(long slice, Runnable onLate) {
            this.slice = slice;
            this.onLate = onLate;
        }

        private synchronized void arm() {
            next = timer.schedule(this::elapsed, slice, TimeUnit.NANOSECONDS);
        }

        private synchronized void elapsed() {
            if (ended) {
                return;
            }
            left--;
            if (left > 0) {
                arm();
                return;
            }
            late = true;
            onLate.run();
        }

        /** @return whether the call was late */
        synchronized boolean end() {
            ended = true;
            next.cancel(false);
            return late;
        }
    }
}
