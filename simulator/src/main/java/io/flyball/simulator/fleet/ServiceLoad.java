package io.flyball.simulator.fleet;

import io.flyball.protocol.model.ServiceName;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The load of one service and who carries it. A scaled service has a day of two steps, compressed: load for 85 % of its
 * nodes, then at once for 120 %, then 85 % again; each service at a time of its own. A tuned service has a steady load
 * that its nodes cannot carry with the threads they start with. Thread-safe.
 *
 * <p>A step up is a jump whose command is awaited: all nodes of the service show it at once, so that what is measured is
 * the members' part and not how long nodes wait for their next report. A jump is measured only where the service is at
 * rest: its nodes carry what they should, and the count has not changed for as long as reports are looked at.
 */
final class ServiceLoad {
    /** What is turned in a service. */
    enum Kind {
        /** The number of its instances. */
        SCALED,
        /** The threads of its nodes. */
        TUNED
    }

    static final double PER_NODE = 100;

    private static final double LOW = 0.85;
    private static final double HIGH = 1.2;
    private static final double TUNED_PER_NODE = 95;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final double TOLERANCE = 0.05;
    private static final long PATIENCE_SECONDS = 30;
    private static final long NEVER = Long.MIN_VALUE;

    private final ServiceName name;
    private final Kind kind;
    private final int nodes;
    private final long period;
    private final long phase;
    private final long quiet;
    private final Tally tally;
    private final AtomicInteger ready = new AtomicInteger();
    private boolean high;
    private long jumpAt = NEVER;
    private long quietSince;
    private int jumps;
    private int unanswered;

    /**
     * @param nodes at the beginning
     * @param period of the two steps together, in nanoseconds
     * @param phase in [0, 1): where in the period it begins
     * @param quiet nanoseconds after a change of the count before a jump is measured
     * @param now nanoseconds
     */
    ServiceLoad(ServiceName name, Kind kind, int nodes, long period, double phase, long quiet, long now, Tally tally) {
        this.name = name;
        this.kind = kind;
        this.nodes = nodes;
        this.period = period;
        this.phase = (long) (phase * period) - now;
        this.quiet = quiet;
        this.quietSince = now;
        this.tally = tally;
        this.high = isHigh(now);
    }

    ServiceName name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    int nodes() {
        return nodes;
    }

    private boolean isHigh(long now) {
        return kind == Kind.SCALED && Math.floorMod(now + phase, period) * 2 >= period;
    }

    /** Requests per second that each ready node gets. */
    synchronized double perNode() {
        double perNode = kind == Kind.TUNED ? TUNED_PER_NODE : PER_NODE * (high ? HIGH : LOW);
        return perNode * nodes / Math.max(1, ready.get());
    }

    /** True when the load jumps up at this moment: all nodes must report. */
    synchronized boolean advance(long now) {
        if (jumpAt != NEVER && now - jumpAt > PATIENCE_SECONDS * NANOS_PER_SECOND) {
            jumpAt = NEVER;
            unanswered++;
        }
        boolean before = high;
        boolean isAtRest = now - quietSince > quiet && Math.abs(perNode() / PER_NODE - 1) <= TOLERANCE;
        high = isHigh(now);
        if (!high || before) {
            return false;
        }
        if (isAtRest) {
            jumps++;
            jumpAt = now;
        }
        return true;
    }

    /** A higher count arrived at an agent. */
    synchronized void grows(long now) {
        if (jumpAt != NEVER) {
            tally.jumpToCommand.add(now - jumpAt);
            jumpAt = NEVER;
        }
        quietSince = now;
    }

    /** A lower count arrived at an agent. */
    synchronized void shrinks(long now) {
        quietSince = now;
    }

    /** The end of the load: a jump that still waits is not counted. */
    synchronized void end() {
        if (jumpAt != NEVER) {
            jumps--;
            jumpAt = NEVER;
        }
    }

    void readyChanged(int by) {
        ready.addAndGet(by);
    }

    int ready() {
        return ready.get();
    }

    synchronized int jumps() {
        return jumps;
    }

    /** Jumps without a command within {@value #PATIENCE_SECONDS} s. */
    synchronized int unanswered() {
        return unanswered;
    }
}
