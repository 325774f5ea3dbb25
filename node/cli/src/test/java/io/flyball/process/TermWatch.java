package io.flyball.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks all the time at the terms that nodes and instances obey, and keeps every one that went down. */
final class TermWatch implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final AgentFiles files;
    private final List<String> nodes;
    private final Map<String, Long> highest = new HashMap<>();
    private final List<String> decreases = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "terms");
    private volatile boolean open = true;

    TermWatch(AgentFiles files, List<String> nodes) {
        this.files = files;
        this.nodes = nodes;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (open) {
            for (String node : nodes) {
                files.node(node).ifPresent(state -> see(node, state.term()));
            }
            files.instances("shop").ifPresent(state -> see("instances", state.term()));
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private synchronized void see(String who, long term) {
        Long before = highest.put(who, term);
        if (before != null && before > term) {
            decreases.add(who + ": " + before + " -> " + term);
        }
    }

    synchronized List<String> decreases() {
        return List.copyOf(decreases);
    }

    @Override
    public void close() {
        open = false;
    }
}
