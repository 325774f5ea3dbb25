package io.flyball.agent.link;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The unacknowledged reports of one node, oldest first: {@code sent} on the present link, then {@code waiting}.
 * Together they are one unbroken run of sequence numbers, less what was dropped at the old end.
 */
final class ReportBuffer {
    private final Deque<BufferedReport> sent = new ArrayDeque<>();
    private final Deque<BufferedReport> waiting = new ArrayDeque<>();
    private long lastSeq;
    private long bytes;

    ReportBuffer(long lastSeq) {
        this.lastSeq = lastSeq;
    }

    void add(long tickMillis, int[] ids, double[] values) {
        BufferedReport report = new BufferedReport(++lastSeq, tickMillis, ids, values);
        waiting.addLast(report);
        bytes += report.bytes();
    }

    /** The next report to send; null when all are sent. */
    BufferedReport send() {
        BufferedReport report = waiting.pollFirst();
        if (report != null) {
            sent.addLast(report);
        }
        return report;
    }

    /** Forgets every report up to and with {@code seq}; false when that was never numbered. */
    boolean acknowledge(long seq) {
        if (seq > lastSeq) {
            return false;
        }
        forget(sent, seq);
        forget(waiting, seq);
        return true;
    }

    /** The link is gone: everything unacknowledged goes out again. */
    void rewind() {
        while (!sent.isEmpty()) {
            waiting.addFirst(sent.pollLast());
        }
    }

    void dropOldest() {
        BufferedReport oldest = sent.isEmpty() ? waiting.pollFirst() : sent.pollFirst();
        if (oldest != null) {
            bytes -= oldest.bytes();
        }
    }

    private void forget(Deque<BufferedReport> reports, long seq) {
        while (!reports.isEmpty() && reports.peekFirst().seq() <= seq) {
            bytes -= reports.pollFirst().bytes();
        }
    }

    int inFlight() {
        return sent.size();
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    int size() {
        return sent.size() + waiting.size();
    }

    long bytes() {
        return bytes;
    }

    long lastSeq() {
        return lastSeq;
    }
}
