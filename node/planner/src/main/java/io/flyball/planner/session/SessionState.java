package io.flyball.planner.session;

import io.flyball.planner.session.SessionEffect.Answer;
import io.flyball.planner.session.SessionEffect.Connect;
import io.flyball.planner.session.SessionEffect.Disconnect;
import io.flyball.planner.session.SessionEffect.End;
import io.flyball.planner.session.SessionEffect.Greet;
import io.flyball.planner.session.SessionEffect.Know;
import io.flyball.planner.session.SessionEffect.Refuse;
import io.flyball.planner.session.SessionEffect.Skip;
import io.flyball.planner.session.SessionEffect.Store;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Hello;
import io.flyball.protocol.message.LinkMessage.Instances;
import io.flyball.protocol.message.LinkMessage.InstancesRefused;
import io.flyball.protocol.message.LinkMessage.NodeDown;
import io.flyball.protocol.message.LinkMessage.NodeUp;
import io.flyball.protocol.message.LinkMessage.Report;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one link has told so far. The first frame is {@link Hello}; a slot must be announced before it is used; anything
 * else ends the link.
 *
 * @param agent empty until the link is open
 * @param lives how many lives of slots were given out
 */
public record SessionState(
        Optional<String> agent, Map<Integer, Slot> slots, Map<ServiceName, Instances> instances, long lives) {
    /** Most nodes on one link. */
    static final int MOST_SLOTS = 4096;

    /** Most services that one agent can start instances of. */
    static final int MOST_SERVICES = 1024;

    public static final SessionState NEW = new SessionState(Optional.empty(), Map.of(), Map.of(), 0);

    public SessionState {
        slots = Map.copyOf(slots);
        instances = Map.copyOf(instances);
    }

    /**
     * @param version of the link protocol that this member speaks; an agent may be one older or newer
     * @param tolerance a report whose tick is further from {@code now} than this is not believed
     */
    public Step<SessionState, SessionEffect> on(
            LinkMessage.ToMember message, int version, Instant now, Duration tolerance) {
        if (message instanceof Hello hello) {
            return greet(hello, version);
        }
        if (agent.isEmpty()) {
            return end("first frame = " + message.getClass().getSimpleName() + ": must be Hello");
        }
        if (message instanceof Report report) {
            return report(report, now, tolerance);
        }
        if (message instanceof NodeUp up) {
            return up(up);
        }
        if (message instanceof NodeDown down) {
            return down(down);
        }
        if (message instanceof CommandResult result) {
            return answered(result);
        }
        if (message instanceof Instances told) {
            return know(told);
        }
        if (message instanceof InstancesRefused refused) {
            return Step.to(this, new Refuse(refused));
        }
        throw new IllegalStateException("no handler for " + message.getClass());
    }

    /** The slot of a node, or null when it is not (or no longer) on this link. */
    public Integer slotOf(NodeId node) {
        for (Map.Entry<Integer, Slot> entry : slots.entrySet()) {
            if (entry.getValue().up().node().equals(node)) {
                return entry.getKey();
            }
        }
        return null;
    }

    private Step<SessionState, SessionEffect> greet(Hello hello, int version) {
        if (agent.isPresent()) {
            return end("Hello: must be sent once");
        }
        if (hello.version() < 1 || Math.abs(hello.version() - version) > 1) {
            return end("version = " + hello.version() + ": must be at most one away from " + version);
        }
        if (hello.agent().isBlank() || hello.agent().length() > 128) {
            return end("agent = '" + hello.agent() + "': must be 1 to 128 characters");
        }
        return Step.to(
                new SessionState(Optional.of(hello.agent()), slots, instances, lives),
                new Greet(hello.agent(), Math.min(version, hello.version())));
    }

    private Step<SessionState, SessionEffect> up(NodeUp up) {
        Slot before = slots.get(up.slot());
        if (before == null && slots.size() >= MOST_SLOTS) {
            return end("nodes on this link = " + (slots.size() + 1) + ": must be at most " + MOST_SLOTS);
        }
        boolean sameNode = before != null && before.up().node().equals(up.node());
        Map<Integer, Slot> next = new HashMap<>(slots);
        Integer elsewhere = slotOf(up.node());
        if (elsewhere != null) {
            next.remove(elsewhere);
        }
        Slot slot = new Slot(sameNode ? before.life() : lives + 1, up);
        next.put(up.slot(), slot);
        return Step.to(with(next, sameNode ? lives : lives + 1), new Connect(slot));
    }

    private Step<SessionState, SessionEffect> down(NodeDown down) {
        Slot slot = slots.get(down.slot());
        if (slot == null) {
            return Step.to(this); // a repeated NodeDown
        }
        Map<Integer, Slot> next = new HashMap<>(slots);
        next.remove(down.slot());
        return Step.to(
                with(next, lives), new Disconnect(slot.up().node(), slot.up().service(), down.reason()));
    }

    private Step<SessionState, SessionEffect> report(Report report, Instant now, Duration tolerance) {
        Slot slot = slots.get(report.slot());
        if (slot == null) {
            return unknown(report.slot());
        }
        if (Math.abs(now.toEpochMilli() - report.tickMillis()) > tolerance.toMillis()) {
            String reason = "tick is further than " + tolerance.toMinutes() + " min from this member's clock";
            return Step.to(this, new Skip(report.slot(), slot.life(), report.seq(), reason));
        }
        try {
            Sample sample = slot.sample(report.tickMillis(), report.ids(), report.values());
            Row row = new Row(slot.up().service(), slot.up().node(), sample);
            return Step.to(this, new Store(report.slot(), slot.life(), report.seq(), row));
        } catch (IllegalArgumentException e) {
            return end("report of " + slot.up().node() + ": " + e.getMessage());
        }
    }

    /** Keeps what is in force by now, so that a later introduction tells that and not what the node began with. */
    private Step<SessionState, SessionEffect> answered(CommandResult result) {
        Slot slot = slots.get(result.slot());
        if (slot == null) {
            return Step.to(this); // to a command that met the news of the node's end on its way
        }
        Map<Integer, Slot> next = new HashMap<>(slots);
        next.put(result.slot(), slot.with(result.inForce()));
        return Step.to(
                with(next, lives), new Answer(slot.up().service(), slot.up().node(), result));
    }

    private Step<SessionState, SessionEffect> know(Instances told) {
        if (!instances.containsKey(told.service()) && instances.size() >= MOST_SERVICES) {
            return end("services with instances = " + (instances.size() + 1) + ": must be at most " + MOST_SERVICES);
        }
        Map<ServiceName, Instances> next = new HashMap<>(instances);
        next.put(told.service(), told);
        return Step.to(new SessionState(agent, slots, next, lives), new Know(told));
    }

    private SessionState with(Map<Integer, Slot> nextSlots, long nextLives) {
        return new SessionState(agent, nextSlots, instances, nextLives);
    }

    private Step<SessionState, SessionEffect> unknown(int slot) {
        return end("slot = " + slot + ": must be announced with NodeUp first");
    }

    private Step<SessionState, SessionEffect> end(String reason) {
        return Step.to(this, new End(reason));
    }
}
