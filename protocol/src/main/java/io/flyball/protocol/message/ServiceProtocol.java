package io.flyball.protocol.message;

import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** Messages of the sharded entity that plans for one service; the entity id is the service name. */
public interface ServiceProtocol {
    sealed interface Command {}

    /** One report of one node. */
    record NodeSample(NodeId node, Sample sample) {}

    /** Reports that a session gathered; at most 64 per message. Answered with {@link Seen}. */
    record Reports(List<NodeSample> samples, ActorRef<SessionProtocol.Command> session, ActorRef<Seen> replyTo)
            implements Command {
        public Reports {
            samples = List.copyOf(samples);
        }
    }

    /** Back-pressure: the planner took the reports. */
    record Seen(int count) {}

    /** A node is connected through {@code session}. */
    record NodeConnected(
            NodeId node,
            String agent,
            String jvm,
            List<Capability> capabilities,
            InForce inForce,
            ActorRef<SessionProtocol.Command> session)
            implements Command {
        public NodeConnected {
            capabilities = List.copyOf(capabilities);
        }
    }

    /** The JVM is gone ({@code exited}) or only its link is. */
    record NodeGone(NodeId node, boolean exited, String reason) implements Command {}

    record NodeAnswered(NodeId node, LinkMessage.CommandResult result) implements Command {}

    /** An agent that can start instances told what it runs. */
    record AgentInstances(String agent, LinkMessage.Instances instances, ActorRef<SessionProtocol.Command> session)
            implements Command {}

    record AgentRefused(String agent, LinkMessage.InstancesRefused refused) implements Command {}

    /** The link of an agent with instances ended. */
    record AgentGone(String agent) implements Command {}

    record Describe(ActorRef<ServiceView> replyTo) implements Command {}

    /** Timers and adapted replies of the owning behaviour: the one seam in the seal, never sent. */
    non-sealed interface Internal extends Command {}

    /**
     * What the planner knows of its service.
     *
     * @param state {@code recovering, warming-up, active, frozen} or {@code no-policy}
     * @param alerts pending and firing, by rule and subject
     * @param findings what limits the service, in words, as far as it is known
     */
    record ServiceView(
            ServiceName service,
            String member,
            Token token,
            String state,
            String policy,
            int instanceTarget,
            List<NodeView> nodes,
            List<AgentView> agents,
            List<DecisionRecord> trials,
            Optional<DecisionRecord> lastDecision,
            List<AlertView> alerts,
            List<String> findings) {
        public ServiceView {
            alerts = List.copyOf(alerts);
            findings = List.copyOf(findings);
            nodes = List.copyOf(nodes);
            agents = List.copyOf(agents);
            trials = List.copyOf(trials);
        }
    }

    /**
     * A rule that is broken.
     *
     * @param subject empty for the mean of the service
     * @param phase {@code PENDING} or {@code FIRING}
     * @param last newest reading
     * @param silentSince since when readings are missing
     */
    record AlertView(
            String rule, String subject, String phase, Instant since, double last, Optional<Instant> silentSince) {
        public boolean isFiring() {
            return phase.equals("FIRING");
        }
    }

    /** One node: {@code status} is {@code live, stale} or {@code gone}. */
    record NodeView(
            NodeId node,
            String agent,
            String jvm,
            String status,
            Instant lastSeen,
            List<Capability> capabilities,
            InForce inForce,
            Optional<Sample> latest) {
        public NodeView {
            capabilities = List.copyOf(capabilities);
        }
    }

    record AgentView(String agent, int target, int limit, List<InstanceView> instances) {
        public AgentView {
            instances = List.copyOf(instances);
        }
    }
}
