package io.flyball.simulator.plane.agent;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plane.check.Checks;
import io.flyball.simulator.plane.seam.Seams;
import io.flyball.simulator.plane.world.Chance;
import io.flyball.simulator.plane.world.Log;
import io.flyball.simulator.plane.world.Network;
import io.flyball.simulator.plane.world.Timeline;
import java.util.Map;

/** What all agents of a run share. */
public record Scene(
        Timeline time,
        Network network,
        Log log,
        Checks checks,
        Seams seams,
        Chance chance,
        Map<ServiceName, Load> loads,
        Members members) {
    /** Where agents knock. */
    public interface Members {
        /** The member of that number, from 0, or nobody while it is down. */
        Door door(int member);
    }
}
