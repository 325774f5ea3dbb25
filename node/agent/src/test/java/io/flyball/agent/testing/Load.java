package io.flyball.agent.testing;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients that ask a target again and again until closed. */
public final class Load implements AutoCloseable {
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final ExecutorService clients;

    public Load(TargetJvm target, String path, int count) {
        clients = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            clients.execute(() -> ask(target, path));
        }
    }

    private void ask(TargetJvm target, String path) {
        while (running.get()) {
            try {
                target.get(path);
            } catch (IOException e) {
                running.compareAndSet(true, !Thread.currentThread().isInterrupted());
            }
        }
    }

    @Override
    public void close() {
        running.set(false);
        clients.shutdownNow();
    }
}
