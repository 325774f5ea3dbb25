package io.flyball.simulator.plant.service;

/** What one node, or all of them, did since it was last cleared. Requests, seconds, and integrals over time. */
final class Meter {
    double seconds;
    double arrived;
    double completed;
    /** Answered with an error, because a call of the downstream failed. */
    double failed;

    double rejected;
    double timedOut;
    /** Inside when nodes ended. */
    double dropped;
    /** Request seconds inside. */
    double inside;

    double cpuSeconds;
    double stolenSeconds;
    double stoppedSeconds;
    double collections;
    double oldCollections;
    double allocated;
    double thrownOut;
    /** Connection seconds in use, and thread seconds that wait for one. */
    double connected;

    double pending;

    void clear() {
        seconds = 0;
        arrived = 0;
        completed = 0;
        failed = 0;
        rejected = 0;
        timedOut = 0;
        dropped = 0;
        inside = 0;
        cpuSeconds = 0;
        stolenSeconds = 0;
        stoppedSeconds = 0;
        collections = 0;
        oldCollections = 0;
        allocated = 0;
        thrownOut = 0;
        connected = 0;
        pending = 0;
    }

    void add(Meter other) {
        seconds += other.seconds;
        arrived += other.arrived;
        completed += other.completed;
        failed += other.failed;
        rejected += other.rejected;
        timedOut += other.timedOut;
        dropped += other.dropped;
        inside += other.inside;
        cpuSeconds += other.cpuSeconds;
        stolenSeconds += other.stolenSeconds;
        stoppedSeconds += other.stoppedSeconds;
        collections += other.collections;
        oldCollections += other.oldCollections;
        allocated += other.allocated;
        thrownOut += other.thrownOut;
        connected += other.connected;
        pending += other.pending;
    }

    /** Requests that ended badly. */
    double lost() {
        return failed + rejected + timedOut + dropped;
    }

    /** Share of the requests that ended which ended badly. */
    double errorShare() {
        double ended = completed + rejected + timedOut + dropped;
        return ended > 0 ? Math.min(1, lost() / ended) : 0;
    }
}
