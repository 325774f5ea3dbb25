package io.flyball.simulator.plane.fault;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plane.agent.Load;
import io.flyball.simulator.plane.agent.SimAgent;
import io.flyball.simulator.plane.member.People;
import io.flyball.simulator.plane.member.Placement;
import io.flyball.simulator.plane.member.SimMember;
import io.flyball.simulator.plane.world.Chance;
import io.flyball.simulator.plane.world.Host;
import io.flyball.simulator.plane.world.Log;
import io.flyball.simulator.plane.world.Network;
import io.flyball.simulator.plane.world.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that trouble may befall. */
public record Stage(
        Timeline time,
        Network network,
        Log log,
        Chance chance,
        List<SimMember> members,
        List<SimAgent> agents,
        Map<ServiceName, Load> loads,
        People people,
        Placement placement) {
    List<Host> hosts() {
        List<Host> hosts = new ArrayList<>();
        members.forEach(member -> hosts.add(member.host()));
        agents.forEach(agent -> hosts.add(agent.host()));
        return hosts;
    }
}
