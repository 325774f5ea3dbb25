package io.flyball.simulator.controller;

import io.flyball.simulator.plant.Fleet;
import java.util.List;

/** Decides about one virtual service, once per control period. One per run: it remembers. */
public interface Controller {
    String name();

    /** @param now virtual time, milliseconds since the beginning of the run; may jump as clocks do */
    void tick(long now, Fleet fleet);

    /** Changes that were decided since the last call, oldest first. */
    default List<Mark> marks() {
        return List.of();
    }

    /** Whoever decided is gone, and another begins with what survives it. */
    default void failOver(long now) {}

    /**
     * A change with its reasons.
     *
     * @param at milliseconds since the beginning of the run
     */
    record Mark(long at, String subject, String from, String to, List<String> reasons) {
        public Mark {
            reasons = List.copyOf(reasons);
        }
    }
}
