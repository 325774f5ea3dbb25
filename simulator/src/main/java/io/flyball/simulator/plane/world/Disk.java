package io.flyball.simulator.plane.world;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Small files of one host. What was not synced is gone after a power cut, and only then. */
public final class Disk {
    private final Map<String, String> synced = new TreeMap<>();
    private final Map<String, String> cached = new TreeMap<>();
    private boolean full;
    private int crashIn;

    /** Files that cannot be written while this is true. */
    public void full(boolean now) {
        full = now;
    }

    /** The process ends at the {@code n}-th next {@link #point}, 1 = the very next; 0 = not. */
    public void crashIn(int n) {
        crashIn = n;
    }

    /** A moment at which the process may end: before and after each write, to a file or to a JVM. */
    public void point() {
        if (crashIn > 0 && --crashIn == 0) {
            throw new Crash();
        }
    }

    public Optional<String> read(String file) {
        String newest = cached.getOrDefault(file, synced.get(file));
        return Optional.ofNullable(newest);
    }

    /** Durable when it returns, unless {@code sync} is false: then at the next {@link #flush}. */
    public void write(String file, String text, boolean sync) throws IOException {
        point();
        if (full) {
            throw new IOException("no space left on device");
        }
        if (sync) {
            synced.put(file, text);
            cached.remove(file);
        } else {
            cached.put(file, text);
        }
        point();
    }

    /** The system writes its cache back. */
    public void flush() {
        synced.putAll(cached);
        cached.clear();
    }

    public void powerCut() {
        cached.clear();
    }
}
