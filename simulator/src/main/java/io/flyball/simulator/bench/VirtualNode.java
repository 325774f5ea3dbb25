package io.flyball.simulator.bench;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * A node without a JVM: numbers its reports, makes up their values and remembers when each was sent until it is
 * acknowledged. Values move a little from report to report and have few decimals, as those of real agents.
 */
final class VirtualNode {
    /** Twenty metrics; {@link #THROUGHPUT} is the one that policies look at. */
    static final List<String> METRICS = List.of(
            Metrics.THROUGHPUT,
            Metrics.CPU,
            Metrics.CPU_CORES,
            Metrics.HOST_CPU,
            Metrics.RUN_QUEUE_WAIT,
            Metrics.ERROR_RATE,
            Metrics.LATENCY_MEAN,
            Metrics.LATENCY_P50,
            Metrics.LATENCY_P99,
            Metrics.GC_TIME,
            Metrics.PSI_CPU,
            Metrics.HEAP_LIVE_RATIO,
            Metrics.RSS,
            Metrics.HEAP_USED,
            Metrics.HEAP_COMMITTED,
            Metrics.HEAP_LIVE,
            Metrics.ALLOCATION_RATE,
            Metrics.THREADS,
            Metrics.TOMCAT_THREADS_BUSY,
            Metrics.UPTIME);

    static final int THROUGHPUT = 0;
    private static final int FIRST_RATIO = 1;
    private static final int FIRST_SIZE = 12;
    private static final int FIRST_COUNT = 17;
    private static final int[] IDS = ids();

    private record Sent(long seq, long nanos) {}

    private final NodeId id;
    private final ServiceName service;
    private final int slot;
    private final SplittableRandom random;
    private final Deque<Sent> unacknowledged = new ArrayDeque<>();
    private long seq;
    private long lastTick;

    VirtualNode(NodeId id, ServiceName service, int slot, long seed) {
        this.id = id;
        this.service = service;
        this.slot = slot;
        this.random = new SplittableRandom(seed);
    }

    NodeId id() {
        return id;
    }

    LinkMessage.NodeUp up() {
        return new LinkMessage.NodeUp(slot, id, service, "virtual", List.of(), InForce.NOTHING, METRICS);
    }

    /** The next report. No two have the same tick, however fast they come. */
    synchronized LinkMessage.Report report(long tickMillis, long sentNanos, double throughput) {
        lastTick = Math.max(lastTick + 1, tickMillis);
        unacknowledged.addLast(new Sent(++seq, sentNanos));
        return new LinkMessage.Report(slot, seq, lastTick, IDS, values(throughput));
    }

    /** Every report up to and with {@code upTo} is stored: how many that are, and how long each took. */
    synchronized int acknowledged(long upTo, long now, LongConsumer latency) {
        int count = 0;
        while (!unacknowledged.isEmpty() && unacknowledged.peekFirst().seq() <= upTo) {
            latency.accept(now - unacknowledged.removeFirst().nanos());
            count++;
        }
        return count;
    }

    synchronized int unacknowledged() {
        return unacknowledged.size();
    }

    private double[] values(double throughput) {
        double[] values = new double[IDS.length];
        values[THROUGHPUT] = throughput;
        for (int i = FIRST_RATIO; i < FIRST_SIZE; i++) {
            values[i] = random.nextInt(10_000) / 10_000.0;
        }
        for (int i = FIRST_SIZE; i < FIRST_COUNT; i++) {
            values[i] = (100_000 + random.nextInt(20_000)) * 4096.0;
        }
        for (int i = FIRST_COUNT; i < values.length - 1; i++) {
            values[i] = random.nextInt(200);
        }
        values[values.length - 1] = lastTick / 1000;
        return values;
    }

    private static int[] ids() {
        int[] ids = new int[METRICS.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i;
        }
        return ids;
    }
}
