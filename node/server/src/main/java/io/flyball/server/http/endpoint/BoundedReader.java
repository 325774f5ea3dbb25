package io.flyball.server.http.endpoint;

import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.port.Decisions.Versioned;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.pekko.stream.BoundedSourceQueue;

/** Hands decisions of one service, or of all, to one reader until its queue is full; then the stream ends, once. */
final class BoundedReader implements Consumer<Versioned> {
    private final BoundedSourceQueue<Versioned> queue;
    private final Optional<ServiceName> service;
    private final Runnable tooSlow;
    private final AtomicBoolean ended = new AtomicBoolean();

    BoundedReader(BoundedSourceQueue<Versioned> queue, Optional<ServiceName> service, Runnable tooSlow) {
        this.queue = queue;
        this.service = service;
        this.tooSlow = tooSlow;
    }

    @Override
    public void accept(Versioned decision) {
        boolean wanted =
                service.isEmpty() || service.get().equals(decision.decision().service());
        if (!wanted
                || ended.get()
                || queue.isCompleted()
                || queue.offer(decision).isEnqueued()) {
            return;
        }
        if (ended.compareAndSet(false, true) && !queue.isCompleted()) {
            tooSlow.run();
            queue.complete();
        }
    }
}
