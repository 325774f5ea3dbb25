package io.flyball.planner.service;

/** Where the tuners of the nodes stand, beside the one trial. */
record Tuning() {
    static final Tuning NONE = new Tuning();
}
