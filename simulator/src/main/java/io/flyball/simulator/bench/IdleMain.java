package io.flyball.simulator.bench;

import java.util.concurrent.CompletableFuture;

/** A JVM that does nothing until the process that started it is gone: whatever it costs, someone else caused. */
public final class IdleMain {
    static final String PARENT = "flyball.bench.parent";

    private IdleMain() {}

    public static void main(String[] arguments) {
        ProcessHandle.of(Long.getLong(PARENT))
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()))
                .join();
    }
}
