package io.flyball.simulator.capacity;

import java.util.List;

/** A plan, or why there is none. */
public sealed interface CapacityAnswer permits CapacityPlan, CapacityAnswer.Refused {
    /** What the answer rests on. */
    Facts facts();

    /**
     * No number, since it would come out of nothing.
     *
     * @param reasons at least one, each with what to do about it
     */
    record Refused(List<String> reasons, Facts facts) implements CapacityAnswer {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
