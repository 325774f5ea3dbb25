package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Appended;
import io.flyball.protocol.message.HistoryProtocol.NotStored;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.Stored;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that touches a member's store, from opening to closing it. It takes everything that waits, writes all
 * appends as one synced batch (group commit), answers them, then does the rest. Its queue is bounded: whoever comes
 * when it is full is told so at once.
 */
final class StoreThread implements AutoCloseable {
    static final int MOST_JOBS = 1_024;
    static final int MOST_ROWS = 65_536;
    private static final Logger LOG = LoggerFactory.getLogger(StoreThread.class);
    private static final long CLOSE_SECONDS = 20;

    private final BlockingQueue<Job> queue = new ArrayBlockingQueue<>(MOST_JOBS);
    private final AtomicInteger waitingRows = new AtomicInteger();
    private final CompletableFuture<String> opened = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closing;

    private StoreThread(Supplier<? extends SampleStore> opener) {
        thread = new Thread(() -> run(opener), "flyball-history");
        thread.setDaemon(true);
    }

    /** Returns once the store is open; throws what opening it threw. */
    static StoreThread open(Supplier<? extends SampleStore> opener) {
        StoreThread started = new StoreThread(opener);
        started.thread.start();
        try {
            started.opened.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
        return started;
    }

    /** Work in the queue. */
    private sealed interface Job {}

    private record Append(List<Row> rows, List<StoredDecision> decisions, Consumer<Appended> reply) implements Job {}

    private record Task(Consumer<SampleStore> work) implements Job {}

    String storeId() {
        return opened.join();
    }

    /** Never blocks; {@code reply} is called on the store's thread, or here when there is no place. */
    void append(List<Row> rows, List<StoredDecision> decisions, Consumer<Appended> reply) {
        if (waitingRows.addAndGet(rows.size()) > MOST_ROWS || !offer(new Append(rows, decisions, reply))) {
            waitingRows.addAndGet(-rows.size());
            reply.accept(new NotStored(closing ? "closing" : "busy"));
        }
    }

    /** Never blocks; false when there is no place, and then {@code work} is never called. */
    boolean execute(Consumer<SampleStore> work) {
        return offer(new Task(work));
    }

    /** Does what waits, then closes the store. */
    @Override
    public void close() {
        closing = true;
        queue.offer(new Task(store -> LOG.debug("history {} closes", store.id()))); // wakes it; full is awake
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean offer(Job job) {
        return !closing && queue.offer(job);
    }

    private void run(Supplier<? extends SampleStore> opener) {
        SampleStore store;
        try {
            store = opener.get();
            opened.complete(store.id());
        } catch (RuntimeException | LinkageError e) { // a missing native library is an Error
            opened.completeExceptionally(e);
            return;
        }
        try (store) {
            List<Job> jobs = new ArrayList<>();
            while (!closing) {
                waitForWork(jobs);
                queue.drainTo(jobs);
                work(store, jobs);
                jobs.clear();
            }
            queue.drainTo(jobs);
            work(store, jobs);
        }
    }

    /** Nobody has this thread to interrupt it; if it happens all the same, the store is closed in good order. */
    private void waitForWork(List<Job> jobs) {
        try {
            jobs.add(queue.take());
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    private void work(SampleStore store, List<Job> jobs) {
        List<Append> appends = new ArrayList<>();
        List<Task> tasks = new ArrayList<>();
        for (Job job : jobs) {
            if (job instanceof Append append) {
                appends.add(append);
            } else if (job instanceof Task task) {
                tasks.add(task);
            }
        }
        if (!appends.isEmpty()) {
            commit(store, appends);
        }
        for (Task task : tasks) {
            try {
                task.work().accept(store);
            } catch (RuntimeException e) {
                LOG.warn("history: {}", e.getMessage(), e);
            }
        }
    }

    private void commit(SampleStore store, List<Append> appends) {
        List<Row> rows = new ArrayList<>();
        List<StoredDecision> decisions = new ArrayList<>();
        for (Append append : appends) {
            rows.addAll(append.rows());
            decisions.addAll(append.decisions());
        }
        waitingRows.addAndGet(-rows.size());
        Appended answer;
        try {
            store.append(rows, decisions);
            answer = new Stored();
        } catch (IllegalArgumentException e) {
            answer = new NotStored(e.getMessage());
            if (appends.size() > 1) { // one bad append must not refuse the others
                appends.forEach(append -> alone(store, append));
                return;
            }
        } catch (RuntimeException e) {
            answer = new NotStored(String.valueOf(e.getMessage()));
        }
        for (Append append : appends) {
            append.reply().accept(answer);
        }
    }

    private void alone(SampleStore store, Append append) {
        waitingRows.addAndGet(append.rows().size());
        commit(store, List.of(append));
    }
}
