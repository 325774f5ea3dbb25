package io.flyball.server.metrics;

import io.flyball.planner.port.DecisionLog;
import io.flyball.protocol.model.DecisionRecord;

/** Counts what the planners of this member decide. */
public final class MeteredDecisionLog implements DecisionLog {
    private final DecisionLog log;
    private final FlyballMeters meters;

    public MeteredDecisionLog(DecisionLog log, FlyballMeters meters) {
        this.log = log;
        this.meters = meters;
    }

    @Override
    public void remember(DecisionRecord decision, long version) {
        meters.decision(decision.kind(), decision.outcome());
        log.remember(decision, version);
    }
}
