package io.flyball.planner.session;

import io.flyball.planner.session.SessionEffect.Answer;
import io.flyball.planner.session.SessionEffect.Disconnect;
import io.flyball.protocol.message.LinkMessage.Instances;
import io.flyball.protocol.message.LinkMessage.InstancesRefused;
import io.flyball.protocol.message.ServiceProtocol;
import io.flyball.protocol.message.ServiceProtocol.AgentInstances;
import io.flyball.protocol.message.ServiceProtocol.AgentRefused;
import io.flyball.protocol.message.ServiceProtocol.NodeAnswered;
import io.flyball.protocol.message.ServiceProtocol.NodeConnected;
import io.flyball.protocol.message.ServiceProtocol.NodeGone;
import io.flyball.protocol.message.SessionProtocol;
import io.flyball.protocol.model.ServiceName;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.RecipientRef;

/**
 * What a session tells planners.
 *
 * @param session the address that planners answer to
 */
record PlannerTalk(
        Function<ServiceName, RecipientRef<ServiceProtocol.Command>> planners,
        ActorRef<SessionProtocol.Command> session) {

    RecipientRef<ServiceProtocol.Command> of(ServiceName service) {
        return planners.apply(service);
    }

    void connected(Slot slot, String agent) {
        var up = slot.up();
        of(up.service()).tell(new NodeConnected(up.node(), agent, up.jvm(), up.capabilities(), up.inForce(), session));
    }

    void gone(Disconnect gone) {
        of(gone.service()).tell(new NodeGone(gone.node(), true, gone.reason()));
    }

    void answered(Answer answer) {
        of(answer.service()).tell(new NodeAnswered(answer.node(), answer.result()));
    }

    void runs(Instances instances, String agent) {
        of(instances.service()).tell(new AgentInstances(agent, instances, session));
    }

    void refused(InstancesRefused refused, String agent) {
        of(refused.service()).tell(new AgentRefused(agent, refused));
    }
}
