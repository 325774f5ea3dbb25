package io.flyball.server.metrics;

import io.flyball.planner.session.SessionEvents;
import io.flyball.protocol.model.CommandOutcome;
import io.micrometer.core.instrument.Counter;

/** Counts what happens on the links of agents. */
public final class SessionMeters implements SessionEvents {
    private final FlyballMeters meters;
    private final Counter stored;
    private final Counter skipped;
    private final Counter unplanned;
    private final Counter failedAppends;
    private final Counter malformed;

    public SessionMeters(FlyballMeters meters) {
        this.meters = meters;
        stored = counter("flyball.link.reports.stored", "Reports on disk at the required copies");
        skipped = counter("flyball.link.reports.skipped", "Reports dropped because their clock was too far off");
        unplanned = counter(
                "flyball.link.reports.unplanned", "Reports stored but not shown to a planner that was slow or moving");
        failedAppends = counter("flyball.link.appends.failed", "Appends of reports that failed and were tried again");
        malformed = counter("flyball.link.malformed", "Links ended because of a frame that could not be read");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters.registry());
    }

    @Override
    public void opened() {
        meters.sessionOpened();
    }

    @Override
    public void closed() {
        meters.sessionClosed();
    }

    @Override
    public void reported() {
        meters.reports(1);
    }

    @Override
    public void stored(int reports) {
        stored.increment(reports);
    }

    @Override
    public void skipped() {
        skipped.increment();
    }

    @Override
    public void unplanned(int reports) {
        unplanned.increment(reports);
    }

    @Override
    public void appendFailed() {
        failedAppends.increment();
    }

    @Override
    public void malformed() {
        malformed.increment();
    }

    @Override
    public void answered(CommandOutcome outcome) {
        meters.command(outcome);
    }
}
