package io.flyball.simulator.traffic;

/** Requests per second of the whole service at a virtual time: pure and deterministic, the same in any order of asking. */
@FunctionalInterface
public interface Load {
    /** @param millis since the start of the run, which generated shapes take for midnight of a Monday; at least 0 */
    double at(long millis);
}
