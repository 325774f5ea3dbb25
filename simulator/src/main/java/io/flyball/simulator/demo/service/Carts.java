package io.flyball.simulator.demo.service;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Carts of recent shoppers: bounded in number, each dropped when its time is over. This is what makes the heap balloon at
 * peak (325 purchases/s x 30 s x 12 KiB = 117 MB) and leaves it as garbage afterwards, still committed.
 */
final class Carts {
    private record Cart(long expiresAtNanos, byte[] content) {}

    private final long ttlNanos;
    private final int max;
    private final ArrayDeque<Cart> oldestFirst = new ArrayDeque<>();

    Carts(Duration ttl, int max) {
        this.ttlNanos = ttl.toNanos();
        this.max = max;
    }

    /** Keeps {@code content}; the oldest cart makes room where the store is full. */
    synchronized void put(long nowNanos, byte[] content) {
        evict(nowNanos);
        if (oldestFirst.size() == max) {
            oldestFirst.removeFirst();
        }
        oldestFirst.addLast(new Cart(nowNanos + ttlNanos, content));
    }

    synchronized void evict(long nowNanos) {
        while (!oldestFirst.isEmpty() && oldestFirst.peekFirst().expiresAtNanos() - nowNanos <= 0) {
            oldestFirst.removeFirst();
        }
    }

    synchronized int size() {
        return oldestFirst.size();
    }
}
