package io.flyball.simulator.plane.member;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plane.check.Checks;
import io.flyball.simulator.plane.seam.Seams;
import io.flyball.simulator.plane.world.Chance;
import io.flyball.simulator.plane.world.Log;
import io.flyball.simulator.plane.world.Network;
import io.flyball.simulator.plane.world.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * What all members of a run share.
 *
 * @param members filled while the run is set up, then fixed
 */
public record MemberScene(
        Timeline time,
        Network network,
        Log log,
        Checks checks,
        Seams seams,
        Chance chance,
        List<ServiceName> services,
        People people,
        Placement placement,
        List<SimMember> members) {
    public MemberScene(
            Timeline time,
            Network network,
            Log log,
            Checks checks,
            Seams seams,
            Chance chance,
            List<ServiceName> services,
            People people,
            Placement placement) {
        this(time, network, log, checks, seams, chance, services, people, placement, new ArrayList<>());
    }

    int majority() {
        return members.size() / 2 + 1;
    }

    boolean reachMajority(SimMember one) {
        long reached = members.stream()
                .filter(other -> other.host().isUp() && network.areConnected(one.host(), other.host()))
                .count();
        return reached >= majority();
    }
}
