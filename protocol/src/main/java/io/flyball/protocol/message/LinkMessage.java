package io.flyball.protocol.message;

import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.util.List;

/**
 * What travels on the link between an agent and a member. One link carries all nodes of an agent; a
 * node is named by a slot, a small number that {@link NodeUp} gives it for the life of the link.
 *
 * <p>Order on a fresh link: {@link Hello}, {@link Welcome}, then {@link NodeUp} before anything else
 * of that slot. Everything but {@link Hello} may be repeated.
 */
public sealed interface LinkMessage {

    /** Sent by agents. */
    sealed interface ToMember extends LinkMessage {}

    /** Sent by members. */
    sealed interface ToAgent extends LinkMessage {}

    /**
     * First frame of a link.
     *
     * @param version of the link protocol the agent speaks, see {@code LinkCodec.VERSION}
     * @param agent name of the agent, unique in the fleet
     * @param bootId changes with every start of the agent: sequence numbers begin anew
     */
    record Hello(int version, String agent, String bootId) implements ToMember {}

    /** Answer to {@link Hello}: the link is open. */
    record Welcome(int version, String member) implements ToAgent {}

    /**
     * A JVM is watched. {@code metrics} is the dictionary of this slot: reports name a metric by its
     * index in it. A later NodeUp of the same slot replaces the earlier one.
     *
     * @param jvm e.g. {@code 17.0.15 G1 pid 4711}
     */
    record NodeUp(
            int slot,
            NodeId node,
            ServiceName service,
            String jvm,
            List<Capability> capabilities,
            InForce inForce,
            List<String> metrics)
            implements ToMember {
        public NodeUp {
            capabilities = List.copyOf(capabilities);
            metrics = List.copyOf(metrics);
        }
    }

    /** The JVM exited, hung or refused attach; the slot is free again. */
    record NodeDown(int slot, String reason) implements ToMember {}

    /**
     * One tick of one node. Equality of arrays is by identity, so compare the parts.
     *
     * @param seq rises by one per report of this node within one boot of the agent
     * @param tickMillis epoch milliseconds, the agent's clock
     * @param ids indices into the dictionary, ascending
     * @param values finite, same length as {@code ids}
     */
    record Report(int slot, long seq, long tickMillis, int[] ids, double[] values) implements ToMember {
        public Report {
            if (ids.length != values.length) {
                throw new IllegalArgumentException("ids and values differ in length");
            }
        }
    }

    /** Every report of the slot up to and with {@code seq} is on disk at the required copies. */
    record Ack(int slot, long seq) implements ToAgent {}

    /**
     * Turn knobs of one node.
     *
     * @param leaseMillis a trial that ends by itself after this time unless renewed or confirmed; 0 = in force at once
     * @param expiresInMillis refused when it waited longer than this after receipt
     */
    record Command(int slot, Token token, long revision, List<Setting> settings, long leaseMillis, long expiresInMillis)
            implements ToAgent {
        public Command {
            settings = List.copyOf(settings);
        }
    }

    /** Ends or prolongs the trial that {@code revision} began. */
    record Settle(int slot, Token token, long revision, Ending ending, long leaseMillis) implements ToAgent {
        /** What becomes of a trial. */
        public enum Ending {
            RENEW,
            CONFIRM,
            REVERT
        }
    }

    /** Answer to {@link Command} and {@link Settle} (but RENEW), and the news that a lease ended. */
    record CommandResult(
            int slot,
            Token token,
            long revision,
            CommandOutcome outcome,
            String detail,
            List<EffectReading> effects,
            InForce inForce)
            implements ToMember {
        public CommandResult {
            effects = List.copyOf(effects);
        }
    }

    /**
     * The agent can start instances of a service; sent on a fresh link and after every change.
     *
     * @param token highest token seen for instance counts of this service
     * @param target wanted count at this agent
     * @param limit most instances that this agent may run
     */
    record Instances(
            ServiceName service, Token token, long revision, int target, int limit, List<InstanceView> instances)
            implements ToMember {
        public Instances {
            instances = List.copyOf(instances);
        }
    }

    /** Wanted count of instances at one agent; reconciled there. Fenced and expiring like a command. */
    record SetInstances(ServiceName service, Token token, long revision, int count, long expiresInMillis)
            implements ToAgent {}

    /** The agent refused {@link SetInstances}. */
    record InstancesRefused(ServiceName service, Token token, long revision, CommandOutcome outcome, String detail)
            implements ToMember {}
}
