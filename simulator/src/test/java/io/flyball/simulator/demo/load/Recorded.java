package io.flyball.simulator.demo.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Outcomes kept for a test: latencies from the intended start, and, for comparison, from the moment of sending. */
final class Recorded implements Outcomes {
    final Histogram fromIntended = LoadSecond.newHistogram();
    final Histogram fromSent = LoadSecond.newHistogram();
    final List<String> failures = new ArrayList<>();
    int offered;
    int completed;
    int shed;
    int retried;
    int seconds;
    int largestBacklog;

    @Override
    public void offered() {
        offered++;
    }

    @Override
    public void completed(long intendedNanos, long sentNanos, long doneNanos) {
        completed++;
        fromIntended.recordValue((doneNanos - intendedNanos) / 1_000);
        fromSent.recordValue((doneNanos - sentNanos) / 1_000);
    }

    @Override
    public void failed(long intendedNanos, String node, String reason) {
        failures.add(node + ": " + reason);
    }

    @Override
    public void shed() {
        shed++;
    }

    @Override
    public void retried() {
        retried++;
    }

    @Override
    public void secondEnded(long second, int instances, int backlog) {
        seconds++;
        largestBacklog = Math.max(largestBacklog, backlog);
    }
}
