package io.flyball.protocol.model;

import java.util.List;

/** A proposed change of knobs with its reasons, before any guard has spoken. */
public record Recommendation(DecisionRecord.Kind kind, TuningParameters parameters, List<String> reasons) {
    public Recommendation {
        reasons = List.copyOf(reasons);
    }
}
