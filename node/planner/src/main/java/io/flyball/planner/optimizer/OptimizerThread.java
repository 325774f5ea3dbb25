package io.flyball.planner.optimizer;

import io.flyball.planner.optimizer.OptimizerAnswer.Refused;
import io.flyball.planner.optimizer.OptimizerAnswer.Unavailable;
import io.flyball.policy.optimizer.OptimizerCheck.RefusedAnswer;
import io.flyball.policy.optimizer.OptimizerRound.Calls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one daemon thread on which an optimizer runs; it ends when there is nothing to do.
 *
 * <p>A call that is late is interrupted and given up. When it goes on all the same, its thread is not replaced, so that an
 * optimizer never has more than one: until the call returns, or the member is restarted, the optimizer is unavailable.
 */
final class OptimizerThread implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final String optimizer;
    private final ClassLoader loader;
    private final Duration deadline;
    private final Watchdog watchdog;
    private final ThreadPoolExecutor executor;
    private volatile Optional<String> hanging = Optional.empty();

    OptimizerThread(String optimizer, ClassLoader loader, Duration deadline, int waiting, Watchdog watchdog) {
        this.optimizer = optimizer;
        this.loader = loader;
        this.deadline = deadline;
        this.watchdog = watchdog;
        this.executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), this::thread);
        executor.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable body) {
        Thread thread = new Thread(body, "flyball-optimizer-" + optimizer);
        thread.setDaemon(true);
        return thread;
    }

    /** Completes within the deadline of each call made, and never exceptionally. */
    CompletableFuture<OptimizerAnswer> ask(Function<Calls, OptimizerAnswer> work) {
        Task task = new Task(work);
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            task.unavailable("too many questions wait for it, or the member stops");
        }
        turnAwayBehindAHang();
        return task.answer;
    }

    /** What does not return though its time is over, in words. */
    Optional<String> hanging() {
        return hanging;
    }

    private void turnAwayBehindAHang() {
        hanging.ifPresent(what -> {
            List<Runnable> waiting = new ArrayList<>();
            executor.getQueue().drainTo(waiting);
            waiting.forEach(task -> ((Task) task).unavailable(what));
        });
    }

    @Override
    public void close() {
        executor.shutdownNow().forEach(task -> ((Task) task).unavailable("the member stops"));
    }

    private final class Task implements Runnable, Calls {
        private final Function<Calls, OptimizerAnswer> work;
        private final CompletableFuture<OptimizerAnswer> answer = new CompletableFuture<>();
        private volatile String method = "it";
        private volatile Thread thread;

        private Task(Function<Calls, OptimizerAnswer> work) {
            this.work = work;
        }

        void unavailable(String reason) {
            answer.complete(new Unavailable(optimizer, reason));
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            try {
                answer.complete(work.apply(this));
            } catch (Throwable thrown) { // whatever foreign code throws, errors too, ends here
                answer.complete(new Refused(optimizer, method + " " + describe(thrown)));
            } finally {
                hanging = Optional.empty();
            }
        }

        @Override
        public <T> T in(String called, Supplier<T> body) {
            method = called;
            Thread.interrupted(); // of an earlier call
            thread.setContextClassLoader(loader);
            Watchdog.Watch watch = watchdog.start(deadline, this::late);
            try {
                return body.get();
            } finally {
                watch.end();
            }
        }

        private void late() {
            String what = method + " did not return within " + deadline.toMillis() + " ms";
            hanging = Optional.of(what + " and is still running");
            answer.complete(new Refused(optimizer, what));
            thread.interrupt();
            turnAwayBehindAHang();
        }

        private String describe(Throwable thrown) {
            return thrown instanceof RefusedAnswer
                    ? "answered what it must not: " + Thrown.cut(thrown.getMessage())
                    : in(method, () -> "threw " + Thrown.words(thrown));
        }
    }
}
