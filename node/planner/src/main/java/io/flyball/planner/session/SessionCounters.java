package io.flyball.planner.session;

import java.util.concurrent.atomic.LongAdder;

/** What all links of a member did since it started; read by its metrics. */
public final class SessionCounters {
    private final LongAdder opened = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder reports = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder unplanned = new LongAdder();
    private final LongAdder appendFailures = new LongAdder();
    private final LongAdder malformed = new LongAdder();

    void linkOpened() {
        opened.increment();
    }

    void linkEnded() {
        ended.increment();
    }

    void report() {
        reports.increment();
    }

    void stored(int count) {
        acknowledged.add(count);
    }

    void skipped() {
        skipped.increment();
    }

    void unplanned(int count) {
        unplanned.add(count);
    }

    void appendFailed() {
        appendFailures.increment();
    }

    void malformed() {
        malformed.increment();
    }

    /** Links that said Hello. */
    public long linksOpened() {
        return opened.sum();
    }

    public long linksEnded() {
        return ended.sum();
    }

    public long reports() {
        return reports.sum();
    }

    /** Reports on disk at the required copies. */
    public long reportsStored() {
        return acknowledged.sum();
    }

    /** Reports whose clock was too far off to be believed. */
    public long reportsSkipped() {
        return skipped.sum();
    }

    /** Reports that were stored but not shown to a planner, because it was slow or moving. */
    public long reportsUnplanned() {
        return unplanned.sum();
    }

    public long appendFailures() {
        return appendFailures.sum();
    }

    /** Links that ended because of a frame that could not be read. */
    public long malformedFrames() {
        return malformed.sum();
    }
}
