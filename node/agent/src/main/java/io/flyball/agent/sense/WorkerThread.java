package io.flyball.agent.sense;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One daemon thread with a short queue, for calls that may hang. Where the other side hangs for ever the thread does
 * too, and only this one.
 */
final class WorkerThread {
    private static final int MOST_WAITING = 32;
    private static final int STACK_BYTES = 512 * 1024;

    private WorkerThread() {}

    /** Refuses work with {@link java.util.concurrent.RejectedExecutionException} when 32 pieces wait. */
    static ThreadPoolExecutor named(String name) {
        return new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> thread(name, work));
    }

    private static Thread thread(String name, Runnable work) {
        var thread = new Thread(null, work, name, STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }
}
