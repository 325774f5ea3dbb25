package io.flyball.planner.session;

import io.flyball.planner.port.ReportLog;
import io.flyball.protocol.message.ServiceProtocol;
import io.flyball.protocol.model.ServiceName;
import java.time.InstantSource;
import java.util.function.Function;
import org.apache.pekko.actor.typed.RecipientRef;

/**
 * What a session needs of its member.
 *
 * @param planners the planner of a service, wherever it runs
 * @param member name of this member, told to agents
 */
public record SessionPorts(
        Function<ServiceName, RecipientRef<ServiceProtocol.Command>> planners,
        ReportLog history,
        InstantSource clock,
        SessionEvents events,
        String member) {}
