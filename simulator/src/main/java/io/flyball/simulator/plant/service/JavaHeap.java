package io.flyball.simulator.plant.service;

/**
 * The heap of one node and what collections cost. One collection per {@code committed - live} allocated bytes, each works
 * through what is live: {@code CPU = allocation / (committed - live) x (pause + live / markRate)}, of which a share stops
 * the world (Kirisame, Shenoy and Panchekha, MemBalancer 2022, use the same law).
 *
 * <p>Committed grows at once, so that the free share after a collection is at least {@code MinHeapFreeRatio} and half a
 * second of allocation fits, up to the soft maximum; beyond {@code MaxHeapFreeRatio} it shrinks with old collections.
 *
 * <p>Example: 100 MB/s, 60 MB live, 110 MB committed, 4 GB/s, 4 ms: 2 collections/s of 19 ms CPU, 8.5 ms stopped.
 */
final class JavaHeap {
    static final int MIN_FREE = 40;
    static final int MAX_FREE = 70;
    private static final double IDLE_ALLOCATION = 50e3;
    private static final double WANTED_SECONDS = 0.5;
    /** Old collections per second of a heap that is at rest, and per young one. */
    private static final double OLD_AT_REST = 1.0 / 1800;

    private static final double OLD_PER_YOUNG = 0.002;
    /** Share of what is too much that one old collection gives back. */
    private static final double GIVEN_BACK = 0.8;

    private static final double LEAST_ROOM = 0.005;
    private static final double MOST_STOPPED = 0.95;

    private final Constants model;
    private final double max;
    double softMax;
    double minFree = MIN_FREE;
    double maxFree = MAX_FREE;
    double periodicMillis;
    private double requestedRuns;
    private double committed;
    private double live;
    private double leaked;
    private double filled;
    private double allocation;
    private double rate;
    private double old;
    private double pause;

    JavaHeap(Constants model) {
        this.model = model;
        max = model.get(Trait.HEAP_MAX);
        softMax = max;
        committed = model.get(Trait.HEAP_INITIAL);
        live = model.get(Trait.LIVE);
    }

    void run() {
        requestedRuns++;
    }

    /** False: out of memory. */
    boolean step(double seconds, double requestsPerSecond, double inside, double cacheBytes) {
        leaked += requestsPerSecond * seconds * model.get(Trait.LEAK);
        live = model.get(Trait.LIVE) + leaked + cacheBytes + inside * model.get(Trait.LIVE_PER_REQUEST);
        allocation = requestsPerSecond * model.get(Trait.ALLOCATION) + IDLE_ALLOCATION;
        double limit = Math.max(Math.min(max, softMax), Math.min(max, live * 1.02));
        double wanted = Math.max(live / (1 - Math.min(99, minFree) / 100), live + allocation * WANTED_SECONDS);
        committed = Math.min(limit, Math.max(committed, wanted));
        double room = Math.max(committed - live, committed * LEAST_ROOM);
        rate = allocation / room;
        old = OLD_AT_REST + rate * OLD_PER_YOUNG + requestedRuns / seconds;
        old += periodicMillis > 0 ? 1000 / periodicMillis : 0;
        double most = Math.max(wanted, live / (1 - Math.min(99, maxFree) / 100));
        if (committed > most) {
            committed -= (committed - most) * Math.min(1, GIVEN_BACK * old * seconds);
        }
        filled = requestedRuns > 0 ? 0 : (filled + allocation * seconds) % room;
        requestedRuns = 0;
        double marking = live / model.get(Trait.MARK_RATE);
        pause = model.get(Trait.PAUSE) + marking * model.get(Trait.STOPPED);
        return live <= max;
    }

    /** Share of time in which the world stands still. */
    double stopped() {
        return Math.min(MOST_STOPPED, rate * pause);
    }

    /** Cores that collections take. */
    double cores() {
        return (rate + old) * (model.get(Trait.PAUSE) + live / model.get(Trait.MARK_RATE));
    }

    /** Seconds of one pause. */
    double pause() {
        return pause;
    }

    /** Collections per second. */
    double rate() {
        return rate + old;
    }

    double oldRate() {
        return old;
    }

    double allocation() {
        return allocation;
    }

    double live() {
        return live;
    }

    double used() {
        return Math.min(committed, live + filled);
    }

    double committed() {
        return committed;
    }

    double max() {
        return max;
    }
}
