package io.flyball.simulator.plant;

import io.flyball.simulator.traffic.Load;

/** A virtual service under load. Deterministic: state changes by these methods alone. */
public interface Plant extends Fleet, Breakable {
    /** Moves virtual time on; {@code to} is after the time of the last call, milliseconds since the beginning of the run. */
    void advance(long to, Load load);

    /** What happened in the latest {@link #advance}. */
    Interval interval();
}
