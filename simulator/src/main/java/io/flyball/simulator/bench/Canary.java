package io.flyball.simulator.bench;

import io.flyball.simulator.fleet.Clocks;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A thread that only sleeps, for 2 ms at a time, and notes when it was woken late: then others had the processors, and a
 * latency measured meanwhile tells of them.
 */
final class Canary implements AutoCloseable {
    private static final Duration NAP = Duration.ofMillis(2);
    private static final long LATE_NANOS = Duration.ofMillis(4).toNanos();

    private final Clocks clocks;
    private final NavigableMap<Long, Long> lateAtMillis = new ConcurrentSkipListMap<>();
    private volatile boolean ends;

    private Canary(Clocks clocks) {
        this.clocks = clocks;
    }

    static Canary start(Clocks clocks) {
        Canary canary = new Canary(clocks);
        Thread thread = new Thread(canary::run, "canary");
        thread.setDaemon(true);
        thread.start();
        return canary;
    }

    private void run() {
        while (!ends) {
            long before = clocks.nanos();
            clocks.sleep(NAP);
            long late = clocks.nanos() - before - NAP.toNanos();
            if (late > LATE_NANOS) {
                lateAtMillis.put(clocks.millis(), late);
            }
        }
    }

    /** Epoch milliseconds. */
    boolean wasCalm(long from, long to) {
        return lateAtMillis.subMap(from, true, to, true).isEmpty();
    }

    @Override
    public void close() {
        ends = true;
    }
}
