package io.flyball.simulator.capacity;

import io.flyball.policy.tune.FleetHeap;
import io.flyball.policy.tune.launch.ContainerMemory;
import java.util.Optional;

/**
 * Heap of one instance: what is live and so much more that collections take the wanted share of time,
 * {@code live + live x allocation / (speed x share)}, the law that the square-root rule of {@link FleetHeap} balances; at
 * least 1.5 times what is live when every thread is busy and the queue is full. Without room for a full queue a short
 * overload becomes a lasting one: collections take the processors that would drain it.
 *
 * <p>Example: 300 MB live, 100 MB/s allocated, 1 GB/s collected, 2 %: 300 + 300 x 100 / (1,000 x 0.02) = 1,800 MB.
 *
 * @param bytes {@code -Xmx}, a multiple of 16 MiB
 * @param share of time in collections at the peak with it
 * @param container bytes of the container with metaspace, code cache and stacks
 */
public record Heap(long bytes, double share, long container) {
    private static final long GRAIN = 16L * 1024 * 1024;
    private static final long PLENTY = 1L << 50;
    private static final double MOST = 1e13;

    /** Empty where what is live or allocated is not known. */
    static Optional<Heap> of(Facts facts, double perInstance, Optional<Pool> pool) {
        int threads = pool.map(Pool::size).orElse(0);
        double inside = facts.has(Fact.LIVE_PER_REQUEST)
                ? facts.of(Fact.LIVE_PER_REQUEST)
                        * (threads + pool.map(Pool::queue).orElse(0))
                : 0;
        double live = facts.of(Fact.LIVE);
        double allocation = facts.of(Fact.ALLOCATION) * perInstance;
        if (!(live > 0) || !(allocation >= 0)) {
            return Optional.empty();
        }
        double extra = live * allocation / (facts.of(Fact.GC_SPEED) * facts.of(Fact.GC_SHARE));
        double wanted = Math.max((live + inside) * FleetHeap.LEAST_OVER_LIVE, live + extra);
        if (!(wanted < MOST)) {
            return Optional.empty();
        }
        long bytes = (long) StrictMath.ceil(wanted / GRAIN) * GRAIN;
        long beside = ContainerMemory.split(PLENTY, (long) facts.of(Fact.CLASSES), threads, 0)
                .map(split -> PLENTY - split.heap())
                .orElse(0L);
        return Optional.of(new Heap(bytes, share(facts, perInstance, bytes), bytes + beside));
    }

    static double share(Facts facts, double perInstance, long bytes) {
        double live = facts.of(Fact.LIVE);
        return new FleetHeap.Heap("", live, facts.of(Fact.ALLOCATION) * perInstance, facts.of(Fact.GC_SPEED))
                .collection(bytes - live);
    }
}
