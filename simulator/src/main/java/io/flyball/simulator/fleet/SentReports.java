package io.flyball.simulator.fleet;

import java.util.ArrayDeque;
import java.util.Deque;

/** Reports of one node that were sent and not yet acknowledged, and when each was sent first. */
final class SentReports {
    private record Sent(long seq, long nanos) {}

    private final Tally tally;
    private final Deque<Sent> waiting = new ArrayDeque<>();
    private long highestSent;
    private long acknowledged;

    SentReports(Tally tally) {
        this.tally = tally;
    }

    void sent(long seq, long now) {
        tally.sent.increment();
        if (seq > highestSent) {
            highestSent = seq;
            waiting.addLast(new Sent(seq, now));
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
            tally.reportToAck.add(now - waiting.removeFirst().nanos());
            tally.acknowledged.increment();
        }
    }
}
