package io.flyball.simulator.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reports of one node that were sent and not yet acknowledged, and when each was sent first. Also the ticks of the last
 * {@value #KEPT} acknowledged ones, so that history can be asked for them. Not thread-safe.
 */
final class SentReports {
    static final int KEPT = 64;

    private record Sent(long seq, long tick, long nanos) {}

    private final Tally tally;
    private final Deque<Sent> waiting = new ArrayDeque<>();
    private final Deque<Long> stored = new ArrayDeque<>();
    private long highestSent;
    private long acknowledged;

    SentReports(Tally tally) {
        this.tally = tally;
    }

    void sent(long seq, long tick, long now) {
        tally.sent.increment();
        if (seq > highestSent) {
            highestSent = seq;
            waiting.addLast(new Sent(seq, tick, now));
        } else {
            tally.resent.increment();
        }
    }

    /** Every report up to and with {@code seq} is stored. */
    void acknowledged(long seq, long now) {
        if (seq <= acknowledged) {
            tally.acknowledgedAgain.increment();
            return;
        }
        acknowledged = seq;
        while (!waiting.isEmpty() && waiting.peekFirst().seq() <= seq) {
            Sent sent = waiting.removeFirst();
            if (tally.timing) {
                tally.reportToAck.add(now - sent.nanos());
            }
            tally.acknowledged.increment();
            stored.addLast(sent.tick());
            if (stored.size() > KEPT) {
                stored.removeFirst();
            }
        }
    }

    /** Ticks of the last acknowledged reports, epoch milliseconds, oldest first. */
    List<Long> stored() {
        return new ArrayList<>(stored);
    }
}
