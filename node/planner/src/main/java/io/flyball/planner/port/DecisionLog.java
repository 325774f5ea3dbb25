package io.flyball.planner.port;

import io.flyball.protocol.model.DecisionRecord;

/** Where planners put what they decided. Keeps trying by itself within a bound; never blocks. */
public interface DecisionLog {
    /** @param version rises with every change of the same decision */
    void remember(DecisionRecord decision, long version);
}
