package io.flyball.simulator.plane.agent;

import io.flyball.simulator.plane.world.Host;
import io.flyball.simulator.plane.world.Link;

/** The side of a member that accepts links. */
public interface Door {
    Host host();

    /** A socket was accepted; answers the member's end of it. */
    Link.End accept(Link link);
}
